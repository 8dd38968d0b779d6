import * as v from "valibot";
import { parseFacts, sentAt } from "../kept-facts.ts";
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

const ids = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(v.string()),
  v.transform((list): ReadonlySet<string> => new Set(list)),
);
const created = v.object({ space: v.string(), before: ids, at: sentAt });
const regenerated = v.object({ path: v.string(), clientId: v.string(), at: sentAt });

/** Throws where they are not facts of a create. */
export const parseCreateFacts = (facts: Facts): v.InferOutput<typeof created> => parseFacts(created, facts, "Octane");

/** Throws where they are not facts of a regenerate. */
export const parseRegenerateFacts = (facts: Facts): v.InferOutput<typeof regenerated> =>
  parseFacts(regenerated, facts, "Octane");
