import type { ConnectionId, Credential } from "../core/model.ts";
import { stateAt } from "../expiry/urgency.ts";
import { warnDays } from "../expiry/warn-days.ts";
import type { ExpiryWatch } from "../expiry/watch.ts";
import type { DetailsBackend } from "../webviews/details/backend.ts";

/** The same details, with the state and the clock that the tree has: how near an end is near is for the person to say. */
export function judgedDetails(backend: DetailsBackend, { now }: Pick<ExpiryWatch, "now">): DetailsBackend {
  const judged = (id: ConnectionId, credential: Credential): Credential => ({
    ...credential,
    state: stateAt(credential, now(id), warnDays()),
  });
  return {
    ...backend,
    known(ref) {
      const credential = backend.known(ref);
      return credential === undefined ? undefined : judged(ref.connectionId, credential);
    },
    now: ref => now(ref.connectionId),
    get: async (ref, signal) => judged(ref.connectionId, await backend.get(ref, signal)),
  };
}
