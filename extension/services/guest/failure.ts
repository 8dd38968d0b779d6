import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import { clean } from "../../core/clean-text.ts";
import { isCancelled, ServiceError } from "../../core/errors.ts";
import type { Hide } from "./form.ts";

/** A person reads a sentence, whatever somebody's library writes into its errors. */
const LONGEST = 400;

const kinds = [
  "unauthenticated",
  "forbidden",
  "not-found",
  "invalid",
  "conflict",
  "throttled",
  "unavailable",
  "protocol",
  "cancelled",
] as const;

const maybe = <Schema extends v.GenericSchema>(schema: Schema) => v.fallback(v.optional(schema), undefined);

/** A `ServiceError`, ours or one that looks like it. */
const told = v.object({
  kind: v.picklist(kinds),
  message: v.string(),
  hint: maybe(v.string()),
  status: maybe(v.number()),
  field: maybe(v.string()),
  said: maybe(v.string()),
  position: maybe(v.number()),
  retryAfterMs: maybe(v.number()),
  outcomeUnknown: maybe(v.boolean()),
});

export interface Blame {
  /** The service that failed. */
  readonly service: string;
  readonly hide: Hide;
  /** It was to change something, and nobody can say whether it did. */
  readonly wasChanging: boolean;
}

/** What code of another extension threw, as an error of ours, with the secrets taken out. */
export function failureOf(thrown: unknown, { service, hide, wasChanging }: Blame): ServiceError {
  const sayable = (text: string): string => {
    const line = clean(hide(text));
    return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  };
  const { success, output } = v.safeParse(told, thrown);
  if (success) {
    const { message, hint, said, ...facts } = output;
    return new ServiceError({
      ...facts,
      service,
      message: sayable(message),
      ...(hint === undefined ? {} : { hint: sayable(hint) }),
      ...(said === undefined ? {} : { said: sayable(said) }),
    });
  }
  if (isCancelled(thrown)) {
    return new ServiceError({
      kind: "cancelled",
      service,
      message: l10n.t("Cancelled."),
      outcomeUnknown: wasChanging,
    });
  }
  return unexpected(service, sayable(thrown instanceof Error ? thrown.message : String(thrown)), wasChanging);
}

/** An answer that the contract does not have. */
export const oddAnswer = (service: string, where: string, wasChanging: boolean): ServiceError =>
  unexpected(service, l10n.t("its answer is not what was agreed (at {0})", where), wasChanging);

const unexpected = (service: string, why: string, wasChanging: boolean): ServiceError =>
  new ServiceError({
    kind: "protocol",
    service,
    message: l10n.t("The extension that brings {0} failed: {1}.", service, why.replace(/\.$/u, "")),
    hint: l10n.t("Try again; if it stays like this, tell whoever makes that extension."),
    outcomeUnknown: wasChanging,
  });
