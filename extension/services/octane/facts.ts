import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import { ServiceError } from "../../core/errors.ts";
import type { Intent } from "../service.ts";

/*
 * What is kept about a request before it is sent, so that `settle` can find out later what became of it. Times are this
 * machine's, since only how long it has been counts.
 */

interface CreateFacts {
  /** `/api/shared_spaces/1001`: the connection may be about another one by then. */
  readonly space: string;
  /** The keys of that name that were there before. */
  readonly before: ReadonlySet<string>;
}

interface RegenerateFacts {
  /** `S/api_accesses/1003` */
  readonly path: string;
  readonly clientId: string;
}

type Facts = Intent["facts"];

/** The facts of a create that begins now. */
export const createFacts = ({ space, before }: CreateFacts): Facts => ({
  space,
  before: JSON.stringify([...before]),
  at: String(Date.now()),
});

/** The facts of a regenerate that begins now. */
export const regenerateFacts = (facts: RegenerateFacts): Facts => ({ ...facts, at: String(Date.now()) });

const at = v.pipe(v.string(), v.transform(Number), v.number());
const ids = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(v.string()),
  v.transform((list): ReadonlySet<string> => new Set(list)),
);
const created = v.object({ space: v.string(), before: ids, at });
const regenerated = v.object({ path: v.string(), clientId: v.string(), at });

/** Throws where they are not facts of a create. */
export const parseCreateFacts = (facts: Facts): v.InferOutput<typeof created> => {
  const result = v.safeParse(created, facts);
  if (result.success) return result.output;
  throw unreadable();
};

/** Throws where they are not facts of a regenerate. */
export const parseRegenerateFacts = (facts: Facts): v.InferOutput<typeof regenerated> => {
  const result = v.safeParse(regenerated, facts);
  if (result.success) return result.output;
  throw unreadable();
};

const unreadable = (): ServiceError =>
  new ServiceError({
    kind: "protocol",
    message: l10n.t("What was kept about this request can't be read."),
    hint: l10n.t("It may be from another version of Keyporter: look in Octane's list whether the key is there."),
  });
