import type { Connection } from "../connections/connection.ts";
import { cancellable } from "../core/cancellable.ts";
import { ServiceError } from "../core/errors.ts";
import type { Ahead, Intent, Outcome } from "../services/service.ts";
import type { EntryId, Vault } from "../vault/vault.ts";

type Keeping = Pick<Vault, "begin" | "issued" | "notDone" | "uncertain">;

/**
 * Does something that may bring a secret into being, with the vault told before it is asked for and as soon as it is known what came
 * of it: the secret; that there is none; or, where no answer came, that nobody knows, which is settled later.
 */
export async function writeAhead(
  vault: Keeping,
  { id: connectionId, baseUrl }: Connection,
  signal: AbortSignal,
  work: (ahead: Ahead) => Promise<Outcome>,
): Promise<Outcome> {
  let entry: EntryId | undefined;

  const begin = async (intent: Intent): Promise<EntryId> => {
    const begun = vault.begin(connectionId, intent, baseUrl);
    return cancellable(begun, signal).catch((error: unknown) => {
      // Cancelled while the disk was busy: nothing was sent, and nothing will be.
      begun.then(
        late => vault.notDone(late),
        () => undefined,
      );
      throw error;
    });
  };
  const ahead: Ahead = async intent => {
    const before = entry;
    entry = await begin(intent);
    if (before !== undefined) await vault.notDone(before);
  };

  /** What the vault can't write now it settles later; what went wrong with the action itself is what the person hears. */
  const afterFailure = async (error: unknown): Promise<never> => {
    if (entry !== undefined)
      await (isCertain(error) ? vault.notDone(entry) : vault.uncertain(entry)).catch(() => undefined);
    throw error;
  };

  const outcome = await work(ahead).catch(afterFailure);
  if (outcome.issued !== undefined) {
    await vault.issued(entry, connectionId, outcome.issued, outcome.unproved === true ? "unproved" : "proved");
  } else if (entry !== undefined) await vault.notDone(entry).catch(() => undefined);
  return outcome;
}

/** Anything else than a failure that says so may have happened after the request was sent. */
const isCertain = (error: unknown): boolean => error instanceof ServiceError && !error.outcomeUnknown;
