import * as v from "valibot";
import { ServiceError } from "../../core/errors.ts";
import type { CredentialId } from "../../core/model.ts";
import type { Client } from "./client.ts";
import { pages, type WirePolicy, wirePolicy } from "./wire.ts";

export async function allPolicies(client: Client, signal: AbortSignal): Promise<readonly WirePolicy[]> {
  const all: WirePolicy[] = [];
  for await (const batch of client.pages("/v1/policies", {}, pages.policies, signal)) all.push(...batch);
  return all;
}

/** The policies that name this identity. Throws where the server does not let this sign-in list policies. */
export async function policiesOf(
  identity: string,
  client: Client,
  signal: AbortSignal,
): Promise<readonly WirePolicy[]> {
  return (await allPolicies(client, signal)).filter(({ identities }) => identities.includes(identity));
}

/** The policy that Keyporter makes for one API client has the client's id in its own, so that trying again finds it. */
const policyIdFor = (id: CredentialId): string => `keyporter-${id.replace(/^apiClients\//u, "")}`;

/**
 * Gives the identity these roles through a policy of its own: `POST /v1/policies?policyId=...`, and where that is there already,
 * its roles and the new ones together.
 */
export async function grantRoles(
  target: { readonly id: CredentialId; readonly identity: string; readonly label: string },
  roles: readonly string[],
  client: Client,
  signal: AbortSignal,
): Promise<WirePolicy> {
  const policyId = policyIdFor(target.id);
  try {
    return await client.call(
      {
        method: "POST",
        path: "/v1/policies",
        query: { policyId },
        body: { displayName: target.label, roles, identities: [target.identity] },
      },
      wirePolicy,
      signal,
    );
  } catch (error) {
    if (!(error instanceof ServiceError) || error.kind !== "conflict") throw error;
  }
  // It may have lost the identity meanwhile, so it is looked for by its name.
  const present = (await allPolicies(client, signal)).find(({ name }) => name === `policies/${policyId}`);
  return client.call(
    {
      method: "PATCH",
      path: `/v1/policies/${encodeURIComponent(policyId)}`,
      query: { updateMask: "roles,identities" },
      body: {
        roles: [...new Set([...(present?.roles ?? []), ...roles])],
        identities: [...new Set([...(present?.identities ?? []), target.identity])],
      },
    },
    v.looseObject({ ...wirePolicy.entries }),
    signal,
  );
}
