import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import { ServiceError } from "../core/errors.ts";
import type { Intent } from "./intent.ts";

/** A server that nobody waits for may work on; so long after the request it has done it, or never will. */
const LATE_MS = 120_000;

/** When a request was sent, by this machine's clock, as it stands in an intent's facts. */
export const sentAt = v.pipe(v.string(), v.transform(Number), v.number());

/** Whether a request that was sent then is carried out by now, or never will be. */
export const isLate = (at: number): boolean => Date.now() - at >= LATE_MS;

/** What an intent kept about its request. Throws a `ServiceError` where it is something else, from another version for example. */
export function parseFacts<Schema extends v.GenericSchema>(
  schema: Schema,
  facts: Intent["facts"],
  service: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, facts);
  if (result.success) return result.output;
  throw new ServiceError({
    kind: "protocol",
    message: l10n.t("What was kept about this request can't be read."),
    hint: l10n.t("It may be from another version of Keyporter: look in the list of {0} whether it is there.", service),
  });
}
