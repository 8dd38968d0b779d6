import { byName } from "../core/local.ts";
import type { Credential, CredentialId } from "../core/model.ts";

/** Puts a credential where it stands already, or a new one before the first whose label comes after its own. */
export function placeByLabel(rows: Map<CredentialId, Credential>, credential: Credential): void {
  // Made here and not when the extension loads: the first one of a process takes longer than all the rest of loading.
  const byLabel = byName();
  const later = rows.has(credential.id)
    ? []
    : [...rows.values()].slice(indexOfFirst(rows, ({ label }) => byLabel.compare(label, credential.label) > 0));
  for (const { id } of later) rows.delete(id);
  rows.set(credential.id, credential);
  for (const row of later) rows.set(row.id, row);
}

function indexOfFirst(rows: Map<CredentialId, Credential>, fits: (row: Credential) => boolean): number {
  const index = [...rows.values()].findIndex(fits);
  return index === -1 ? rows.size : index;
}
