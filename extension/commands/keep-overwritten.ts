import type { Credential, CredentialId } from "../core/model.ts";
import { Secret } from "../core/secret.ts";
import type { Credentials } from "../tree/credentials.ts";
import type { Vault } from "../vault/vault.ts";

export interface Overwriting {
  readonly vault: Pick<Vault, "recogniser" | "find" | "issued">;
  readonly view: { readonly credentials: Pick<Credentials, "find"> };
}

/**
 * A value that is about to be overwritten where it was delivered to: if it is the secret of another credential, and the vault has only
 * its fingerprint, the vault gets it back. Nobody else may have it, and the other one may still be needed.
 */
export async function keepOverwritten(parts: Overwriting, value: string, by: CredentialId): Promise<void> {
  const { fingerprints } = await parts.vault.recogniser();
  const known = fingerprints.find(print => print.credentialId !== by && print.matches(value));
  if (known === undefined) return;
  const { connectionId, credentialId, label, clientId } = known;
  if ((await parts.vault.find(connectionId, credentialId))?.secret !== undefined) return;
  const credential: Credential = parts.view.credentials.find(connectionId, credentialId) ?? {
    id: credentialId,
    kind: "",
    label,
    ...(clientId === undefined ? {} : { clientId }),
    state: "active",
    details: [],
    actions: [],
  };
  await parts.vault.issued(undefined, connectionId, { credential, secret: new Secret(value) }, "proved");
}
