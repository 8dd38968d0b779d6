import type { Credential } from "../core/model.ts";

/** True where each word stands somewhere in what a person sees of the credential, whatever its case. */
export function matches(credential: Credential, search: string): boolean {
  const text = [credential.label, credential.clientId, credential.description, credential.id].join("\n").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/u)
    .every(word => text.includes(word));
}
