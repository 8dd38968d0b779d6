import type { Credential } from "../core/model.ts";
import { stateAt } from "../expiry/urgency.ts";

/** A credential as the JSON has it. Field by field, so that nothing that a credential may carry one day gets out by itself. */
export const shown = (credential: Credential, now: Date) => ({
  id: credential.id,
  kind: credential.kind,
  label: credential.label,
  clientId: credential.clientId,
  description: credential.description,
  // Nobody is warned here: `expiring` says how soon is soon.
  state: stateAt(credential, now, 0),
  createdAt: credential.createdAt,
  expiresAt: credential.expiresAt,
  actions: credential.actions,
});
