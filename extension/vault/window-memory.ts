import type { ConnectionId, CredentialId, Issued } from "../core/model.ts";

export interface Remembered {
  readonly issued: Issued;
  readonly at: number;
}

/** What was issued since this window opened: all there is where the setting keeps nothing, or where the disk refuses. */
export interface WindowMemory {
  keep(connection: ConnectionId, remembered: Remembered): void;
  find(connection: ConnectionId, credential: CredentialId): Remembered | undefined;
  forget(connection: ConnectionId, credential: CredentialId): void;
}

export function windowMemory(): WindowMemory {
  const kept = new Map<string, Remembered>();
  const key = (connection: ConnectionId, credential: CredentialId): string => JSON.stringify([connection, credential]);
  return {
    keep: (connection, remembered) => void kept.set(key(connection, remembered.issued.credential.id), remembered),
    find: (connection, credential) => kept.get(key(connection, credential)),
    forget: (connection, credential) => void kept.delete(key(connection, credential)),
  };
}
