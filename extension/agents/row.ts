import type { Credential } from "../core/model.ts";
import { stateAt } from "../expiry/urgency.ts";
import type { Data } from "./data.ts";

/** A credential in one row. Field by field, so that nothing that a credential may carry one day gets out by itself. */
export const rowOf = (credential: Credential, now: Date, warnDays: number): Data => ({
  id: credential.id,
  name: credential.label,
  kind: credential.kind,
  clientId: credential.clientId,
  description: credential.description,
  state: stateAt(credential, now, warnDays),
  created: isoOf(credential.createdAt),
  expires: isoOf(credential.expiresAt),
});

/** A date that the server garbled is none. */
export const isoOf = (date: Date | undefined): string | undefined =>
  date === undefined || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
