import type { Connection } from "../connections/connection.ts";
import type { Sessions } from "../connections/sessions.ts";
import type { ConnectionId, Credential } from "../core/model.ts";
import type { Owner } from "../services/service.ts";

/** So long an answer counts; after that the next change of a list asks again. */
const FRESH_MS = 60_000;

interface Answer {
  /** Of whom it was asked, and when. */
  readonly asked: string;
  readonly at: number;
  readonly owners: ReadonlyMap<string, Owner>;
}

/** Who the owners of credentials are: asked of each server once for all that its list names. */
export interface KnownOwners {
  of(id: ConnectionId): ReadonlyMap<string, Owner>;
  /** Asks, where these credentials name owners that nobody asked for yet. */
  learn(connection: Connection, credentials: readonly Credential[]): void;
  forget(id: ConnectionId): void;
  dispose(): void;
}

const NOBODY: ReadonlyMap<string, Owner> = new Map();

/** @param learnt called when more is known of a connection's owners, or less */
export function knownOwners(sessions: Pick<Sessions, "of">, learnt: () => void): KnownOwners {
  const answers = new Map<ConnectionId, Answer>();
  const closing = new AbortController();

  const ask = async (connection: Connection, names: readonly string[]): Promise<ReadonlyMap<string, Owner>> => {
    const session = await sessions.of(connection);
    const owners = await session.owners?.(names, closing.signal);
    return new Map(owners?.map(owner => [owner.id, owner]));
  };

  return {
    of: id => answers.get(id)?.owners ?? NOBODY,
    learn(connection, credentials) {
      const names = [...new Set(credentials.flatMap(({ owner = "" }) => (owner === "" ? [] : [owner])))].sort();
      const asked = JSON.stringify(names);
      const before = answers.get(connection.id);
      if (names.length === 0 || (before?.asked === asked && Date.now() - before.at < FRESH_MS)) return;
      const answer: Answer = { asked, at: Date.now(), owners: before?.owners ?? NOBODY };
      answers.set(connection.id, answer);
      // Where a server can't tell, the picture says that it is not known; its list has its own troubles to report.
      ask(connection, names)
        .catch(() => NOBODY)
        .then(owners => {
          if (closing.signal.aborted || answers.get(connection.id) !== answer) return;
          answers.set(connection.id, { ...answer, owners });
          learnt();
        })
        .catch(() => undefined);
    },
    forget: id => void answers.delete(id),
    dispose: () => closing.abort(),
  };
}
