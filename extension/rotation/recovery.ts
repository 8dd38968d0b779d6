import { Action, type ConnectionId, type CredentialId } from "../core/model.ts";
import type { Unconfirmed } from "../vault/contract.ts";
import type { Plan } from "./plan.ts";

/** What became of a twin that was asked for, where this plan heard no answer. */
export type Recovery =
  /** A window that still runs may yet hear the answer. */
  | { readonly type: "under-way" }
  /** The vault does not know either, but can ask the server. */
  | { readonly type: "unsettled" }
  | { readonly type: "found"; readonly id: CredentialId }
  /** It was not created, or the vault has forgotten it: the person knows more. */
  | { readonly type: "not-known" };

/** A secret that the vault has, or had until it was delivered. */
export interface KeptSecret {
  readonly connectionId: ConnectionId;
  readonly credentialId: CredentialId;
  readonly label: string;
  readonly issuedAt: Date;
}

export interface VaultFacts {
  readonly unconfirmed: readonly Unconfirmed[];
  readonly kept: readonly KeptSecret[];
  /** Credentials that other plans know as their own. */
  readonly taken: ReadonlySet<CredentialId>;
}

/** Finds the twin by what the vault was told before and after it was asked for. */
export function recoveryOf(plan: Plan, since: number, { unconfirmed, kept, taken }: VaultFacts): Recovery {
  const isOurs = (connectionId: ConnectionId, label: string, at: Date): boolean =>
    connectionId === plan.connectionId && label.trim() === plan.old.label.trim() && at.getTime() >= since;

  const waiting = unconfirmed.find(
    ({ connectionId, intent, begunAt }) =>
      intent.action === Action.create && isOurs(connectionId, intent.label, begunAt),
  );
  if (waiting !== undefined) return { type: waiting.underWay ? "under-way" : "unsettled" };
  const found = kept.filter(
    ({ connectionId, credentialId, label, issuedAt }) =>
      isOurs(connectionId, label, issuedAt) && credentialId !== plan.id && !taken.has(credentialId),
  );
  // Where nobody could prove that the newest secret counts, the vault has several of one.
  const [only, ...others] = new Set(found.map(({ credentialId }) => credentialId));
  return only !== undefined && others.length === 0 ? { type: "found", id: only } : { type: "not-known" };
}
