import type { ConnectionId, CredentialId, Issued } from "../core/model.ts";
import type { Secret } from "../core/secret.ts";

export interface IssuedSecrets {
  keep(connection: ConnectionId, issued: Issued): void;
  find(connection: ConnectionId, credential: CredentialId): Secret | undefined;
  forget(connection: ConnectionId, credential: CredentialId): void;
}

/**
 * The secrets that servers gave out since this window opened, in memory only: for a server that shows a secret once and never again,
 * the person can still get at it after the form is closed.
 */
export function issuedSecrets(): IssuedSecrets {
  const kept = new Map<string, Secret>();
  const key = (connection: ConnectionId, credential: CredentialId): string => `${connection} ${credential}`;
  return {
    keep: (connection, { credential, secret }) => void kept.set(key(connection, credential.id), secret),
    find: (connection, credential) => kept.get(key(connection, credential)),
    forget: (connection, credential) => void kept.delete(key(connection, credential)),
  };
}
