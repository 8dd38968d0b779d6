import * as v from "valibot";
import { createRandom } from "../../random.ts";
import type { Random } from "../../random.ts";
import type { Seed } from "../../service.ts";
import { apiClientOf, demoClients } from "./demo-clients.ts";
import { account, fixedTokens, policies, roles, users } from "./demo-people.ts";
import { newClientId, newClientSecret, newId } from "./identifiers.ts";
import { apiClientSchema, policySchema, roleSchema, savedSchema, userSchema } from "./state.ts";
import type { ApiClient, Saved } from "./state.ts";
import { timestamp } from "./timestamp.ts";

/** What a new database has of Confidence. Every seed has the people, roles and bearers; they differ in the API clients. */
export function seeded(seed: Seed, random: Random): Saved {
  switch (seed.kind) {
    case "empty":
      return withClients(random, []);
    case "demo":
      return withClients(random, demoClients);
    case "large":
      return withClients(random, [...demoClients, ...crowd(seed.count)]);
    case "file":
      return fromFile(seed.services["confidence"] ?? {}, random);
  }
}

function withClients(random: Random, apiClients: readonly ApiClient[]): Saved {
  const identities = new Set(apiClients.map(client => client.identity));
  return {
    account,
    signingKey: Buffer.from(random.bytes(32)).toString("hex"),
    fixedTokens: [...fixedTokens],
    apiClients: [...apiClients],
    roles: [...roles],
    policies: policies.map(policy => ({
      ...policy,
      identities: policy.identities.filter(name => !name.startsWith("identities/a") || identities.has(name)),
    })),
    users: [...users],
  };
}

/** Many clients, the same ones each time. */
function crowd(count: number): ApiClient[] {
  const random = createRandom("large");
  const start = Date.parse("2024-03-01T08:00:00Z");
  const teams = ["payments", "search", "platform", "mobile", "data"];
  return Array.from({ length: count }, (_, index) =>
    apiClientOf({
      id: newId(random),
      clientId: newClientId(random),
      clientSecret: newClientSecret(random),
      displayName: `Service ${String(index + 1).padStart(String(count).length, "0")}`,
      description: "",
      labels: { team: teams[index % teams.length] ?? "" },
      createTime: timestamp(start + index * 60_000),
    }),
  );
}

/** A seed file: any of the lists. An API client needs no more than a display name. */
const fileSchema = v.strictObject({
  account: v.optional(savedSchema.entries.account),
  signingKey: v.optional(savedSchema.entries.signingKey),
  fixedTokens: v.optional(savedSchema.entries.fixedTokens),
  apiClients: v.optional(
    v.array(v.object({ ...v.partial(apiClientSchema).entries, displayName: apiClientSchema.entries.displayName })),
  ),
  roles: v.optional(v.array(roleSchema)),
  policies: v.optional(v.array(policySchema)),
  users: v.optional(v.array(userSchema)),
});

function fromFile(content: unknown, random: Random): Saved {
  const { apiClients = [], ...rest } = v.parse(fileSchema, content);
  const base = withClients(random, []);
  const clients = apiClients.map(({ name, ...given }) => {
    const filled = apiClientOf({
      id: name?.replace(/^apiClients\//, "") ?? newId(random),
      clientId: given.clientId ?? newClientId(random),
      clientSecret: given.clientSecret ?? newClientSecret(random),
      displayName: given.displayName,
      createTime: given.createTime ?? "2025-01-15T09:00:00.000000Z",
    });
    return { ...filled, ...withoutUndefined(given) };
  });
  return v.parse(savedSchema, { ...base, ...withoutUndefined(rest), apiClients: clients });
}

function withoutUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
