import * as l10n from "@vscode/l10n";
import { describeError, ServiceError } from "../../core/errors.ts";
import { type FormValues, listOf } from "../../core/form.ts";
import type { Incomplete, Outcome } from "../service.ts";
import { SHARE_ACCESS } from "./actions.ts";
import type { Client } from "./client.ts";
import { idOf, toCredential } from "./credential.ts";
import { allPolicies, grantRoles } from "./policies.ts";
import { type WireApiClient, type WirePolicy, wirePolicy } from "./wire.ts";

/** `POST /v1/apiClients` knows no policies: those that are to name the new client are changed right after. */
export async function withPolicies(
  created: WireApiClient,
  values: FormValues,
  left: Incomplete | undefined,
  client: Client,
  signal: AbortSignal,
): Promise<Incomplete | undefined> {
  const policies = listOf(values, "policies");
  if (policies.length === 0) return left;
  try {
    await nameInPolicies(created, policies, client, signal);
    return left;
  } catch (error) {
    // The client is there, cancelled or not: that must not be lost over what is left to do.
    const roles = left === undefined ? [] : listOf(left.retry.input, "roles");
    return accessLeft(created, { policies, roles }, describeError(error));
  }
}

/** What is left to be given to this client. `why` is missing where nobody tried. */
export const accessLeft = (
  created: WireApiClient,
  input: { readonly policies: readonly string[]; readonly roles: readonly string[] },
  why?: string,
): Incomplete => ({
  message:
    why === undefined
      ? l10n.t("“{0}” does not have all of the same access yet.", created.displayName)
      : l10n.t("“{0}” was created, but does not have all of the same access: {1}", created.displayName, why),
  retryLabel: l10n.t("Give It the Same Access"),
  retry: { action: SHARE_ACCESS, id: idOf(created), input },
});

/** Gives it the roles, and names it in the policies. What was done already stays, so that it can be tried again. */
export async function shareAccess(
  found: WireApiClient,
  input: FormValues,
  client: Client,
  signal: AbortSignal,
): Promise<Outcome> {
  const credential = toCredential(found);
  const roles = listOf(input, "roles");
  await nameInPolicies(found, listOf(input, "policies"), client, signal);
  if (roles.length > 0) {
    const target = { id: credential.id, identity: identityOf(found), label: credential.label };
    await grantRoles(target, roles, client, signal);
  }
  return { credential, message: l10n.t("“{0}” has the same access.", credential.label) };
}

function identityOf({ identity, displayName }: WireApiClient): string {
  if (identity) return identity;
  throw new ServiceError({
    kind: "invalid",
    message: l10n.t("The server does not name an identity for “{0}”, so no policy can refer to it.", displayName),
    hint: l10n.t("Give it its roles with Edit, or in Confidence's own administration."),
  });
}

async function nameInPolicies(
  target: WireApiClient,
  names: readonly string[],
  client: Client,
  signal: AbortSignal,
): Promise<void> {
  if (names.length === 0) return;
  const identity = identityOf(target);
  // Asked for right before: a policy is written as a whole list, in which somebody else may have just been named.
  const policies = await allPolicies(client, signal);
  for (const name of names) await nameIn(policyOf(name, policies), identity, client, signal);
}

function policyOf(name: string, policies: readonly WirePolicy[]): WirePolicy {
  const policy = policies.find(other => other.name === name);
  if (policy !== undefined) return policy;
  throw new ServiceError({
    kind: "not-found",
    message: l10n.t("The policy {0} is no longer there.", name),
    hint: l10n.t("Look in Confidence's own administration what gives access now."),
  });
}

async function nameIn(
  { name, identities }: WirePolicy,
  identity: string,
  client: Client,
  signal: AbortSignal,
): Promise<void> {
  if (identities.includes(identity)) return;
  const policyId = encodeURIComponent(name.replace(/^policies\//u, ""));
  await client.call(
    {
      method: "PATCH",
      path: `/v1/policies/${policyId}`,
      query: { updateMask: "identities" },
      body: { identities: [...identities, identity] },
    },
    wirePolicy,
    signal,
  );
}
