import * as v from "valibot";
import type { Options } from "../../../options.ts";
import { denied, invalid, notFound } from "../failures.ts";
import { newClientId, newClientSecret, newId, unused } from "../identifiers.ts";
import { identityOfApiClient, ownerPattern, scopeOf } from "../inferred.ts";
import { labels, references, requiredText, text } from "../input-fields.ts";
import { listPage } from "../list.ts";
import { readChanges, readNew } from "../resource-input.ts";
import type { Call, Desk, Route, SignedInCall } from "../route.ts";
import type { ApiClient, State } from "../state.ts";
import { timestamp } from "../timestamp.ts";
import { apiClientWire } from "../wire.ts";

const owner = v.pipe(
  text,
  v.check(value => value === "" || ownerPattern.test(value), "This has to name an identity: identities/<id>."),
);

const input = {
  full: v.object({
    displayName: requiredText,
    description: text,
    labels,
    owner,
    roles: references,
    permissions: references,
  }),
  partial: v.object({
    displayName: v.exactOptional(requiredText),
    description: v.exactOptional(text),
    labels: v.exactOptional(labels),
    owner: v.exactOptional(owner),
    roles: v.exactOptional(references),
    permissions: v.exactOptional(references),
  }),
  empty: { displayName: "", description: "", labels: {}, owner: "", roles: [], permissions: [] },
};

const outputOnly = [
  ...["name", "clientId", "clientSecret", "identity", "createTime", "updateTime"],
  ...["creator", "updater", "createdBy", "updatedBy"],
];

/** Fields of the other generation are taken without an error and have no effect. */
const inputs = {
  both: { ...input, outputOnly: new Set(outputOnly) },
  current: { ...input, outputOnly: new Set([...outputOnly, "roles", "permissions"]) },
  2023: { ...input, outputOnly: new Set([...outputOnly, "owner"]) },
};

const inputOf = (options: Options) => inputs[options["confidence.shape"]];

/** What a list can be filtered and sorted by: everything but the secret. */
const searchable = {
  name: (client: ApiClient) => client.name,
  displayName: (client: ApiClient) => client.displayName,
  description: (client: ApiClient) => client.description,
  clientId: (client: ApiClient) => client.clientId,
  owner: (client: ApiClient) => client.owner,
  identity: (client: ApiClient) => client.identity,
  creator: (client: ApiClient) => client.creator,
  updater: (client: ApiClient) => client.updater,
  createdBy: (client: ApiClient) => client.createdBy,
  updatedBy: (client: ApiClient) => client.updatedBy,
  roles: (client: ApiClient) => client.roles,
  permissions: (client: ApiClient) => client.permissions,
  createTime: (client: ApiClient) => client.createTime,
  updateTime: (client: ApiClient) => client.updateTime,
};

export const apiClientRoutes: readonly Route[] = [
  { method: "POST", path: "/v1/apiClients", scope: "create:apiclients", writes: true, handle: create },
  { method: "GET", path: "/v1/apiClients", scope: "list:apiclients", handle: list },
  { method: "GET", path: "/v1/apiClients/:id", scope: "read:apiclients", handle: get },
  { method: "PATCH", path: "/v1/apiClients/:id", scope: "update:apiclients", writes: true, handle: update },
  { method: "DELETE", path: "/v1/apiClients/:id", scope: "delete:apiclients", writes: true, handle: remove },
];

function create({ state, random, clock, options }: Desk, { body, caller }: SignedInCall): object {
  const { apiClients } = state;
  const given = readNew(inputOf(options), body);
  checkGrants(state, given);
  const id = unused(
    () => newId(random),
    value => apiClients.has(`apiClients/${value}`),
  );
  const now = timestamp(clock.now());
  const client: ApiClient = {
    ...given,
    name: `apiClients/${id}`,
    clientId: newClientId(random),
    clientSecret: newClientSecret(random),
    owner: given.owner === "" ? caller.identity : given.owner,
    identity: identityOfApiClient(id),
    createdBy: caller.name,
    updatedBy: caller.name,
    creator: caller.identity,
    updater: caller.identity,
    createTime: now,
    updateTime: now,
  };
  apiClients.set(client);
  return apiClientWire(client, options);
}

function list({ state, options }: Desk, { query }: Call): object {
  return listPage<ApiClient>(
    "apiClients",
    {
      items: state.apiClients.all(),
      wire: apiClientWire,
      options,
      fields: searchable,
      labels: client => client.labels,
    },
    query,
  );
}

function get(desk: Desk, { id }: Call): object {
  return apiClientWire(existing(desk, id), desk.options);
}

function update(desk: Desk, { id, query, body, caller }: SignedInCall): object {
  const client = existing(desk, id);
  const changes = readChanges(inputOf(desk.options), body, query);
  checkGrants(desk.state, changes);
  const changed: ApiClient = {
    ...client,
    ...changes,
    // Cleared, it goes back to who made the client.
    owner: changes.owner === "" ? client.creator : (changes.owner ?? client.owner),
    updatedBy: caller.name,
    updater: caller.identity,
    updateTime: timestamp(desk.clock.now()),
  };
  desk.state.apiClients.set(changed);
  return apiClientWire(changed, desk.options);
}

function remove(desk: Desk, { id }: Call): object {
  const { name, identity } = existing(desk, id);
  const { apiClients, policies } = desk.state;
  apiClients.delete(name);
  for (const policy of policies.all().filter(({ identities }) => identities.includes(identity))) {
    policies.set({ ...policy, identities: policy.identities.filter(other => other !== identity) });
  }
  return {};
}

function existing({ state, options }: Desk, id: string): ApiClient {
  const client = state.apiClients.get(`apiClients/${id}`);
  if (client) return client;
  if (options["confidence.missing"] === "404") throw notFound(`apiClients/${id}`);
  throw denied(`The caller may not read apiClients/${id}.`);
}

/** Whatever a client is to be granted has to exist. */
function checkGrants(
  { roles }: State,
  given: { readonly roles?: readonly string[]; readonly permissions?: readonly string[] },
): void {
  const role = given.roles?.find(name => !roles.has(name));
  if (role !== undefined) throw invalid({ field: "roles", description: `There is no role ${JSON.stringify(role)}.` });
  const permission = given.permissions?.find(name => scopeOf(name) === undefined);
  if (permission !== undefined) {
    throw invalid({ field: "permissions", description: `There is no permission ${JSON.stringify(permission)}.` });
  }
}
