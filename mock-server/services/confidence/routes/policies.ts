import * as v from "valibot";
import { HttpFailure } from "../../../http-failure.ts";
import { invalid, notFound } from "../failures.ts";
import { newId, unused } from "../identifiers.ts";
import { identitiesOf } from "../identities.ts";
import { chosenIdPattern } from "../inferred.ts";
import { labels, references, text } from "../input-fields.ts";
import { listPage } from "../list.ts";
import { readChanges, readNew } from "../resource-input.ts";
import type { Call, Desk, Route, SignedInCall } from "../route.ts";
import type { Policy, State } from "../state.ts";
import { timestamp } from "../timestamp.ts";
import { policyWire } from "../wire.ts";

export const policyRoutes: readonly Route[] = [
  { method: "GET", path: "/v1/policies", scope: "list:policies", handle: list },
  { method: "POST", path: "/v1/policies", scope: "create:policies", writes: true, handle: create },
  { method: "GET", path: "/v1/policies/:id", scope: "read:policies", handle: get },
  { method: "PATCH", path: "/v1/policies/:id", scope: "update:policies", writes: true, handle: update },
  { method: "DELETE", path: "/v1/policies/:id", scope: "delete:policies", writes: true, handle: remove },
];

const input = {
  full: v.object({ displayName: text, description: text, roles: references, identities: references, labels }),
  partial: v.object({
    displayName: v.exactOptional(text),
    description: v.exactOptional(text),
    roles: v.exactOptional(references),
    identities: v.exactOptional(references),
    labels: v.exactOptional(labels),
  }),
  empty: { displayName: "", description: "", roles: [], identities: [], labels: {} },
  outputOnly: new Set(["name", "createTime", "updateTime", "creator", "updater"]),
};

function list({ state, options }: Desk, { query }: Call): object {
  return listPage<Policy>(
    "policies",
    {
      items: state.policies.all(),
      wire: policyWire,
      options,
      fields: {
        name: policy => policy.name,
        displayName: policy => policy.displayName,
        roles: policy => policy.roles,
        identities: policy => policy.identities,
        createTime: policy => policy.createTime,
        updateTime: policy => policy.updateTime,
      },
      labels: policy => policy.labels,
    },
    query,
  );
}

function create({ state, options, random, clock }: Desk, { body, query, caller }: SignedInCall): object {
  const given = readNew(input, body);
  checkReferences(state, given);
  const name = newName(state, query["policyId"] ?? "", () => newId(random));
  const now = timestamp(clock.now());
  const policy: Policy = {
    ...given,
    name,
    displayName: given.displayName === "" ? name : given.displayName,
    creator: caller.identity,
    updater: caller.identity,
    createTime: now,
    updateTime: now,
  };
  state.policies.set(policy);
  return policyWire(policy, options);
}

function newName({ policies }: State, chosenId: string, draw: () => string): string {
  if (chosenId === "") return `policies/${unused(draw, id => policies.has(`policies/${id}`))}`;
  if (!chosenIdPattern.test(chosenId)) {
    throw invalid({
      field: "policyId",
      description: "This has to begin with a lowercase letter, then lowercase letters, digits and hyphens, at most 63.",
    });
  }
  const name = `policies/${chosenId}`;
  if (policies.has(name)) throw new HttpFailure(409, `${name} exists already.`);
  return name;
}

function get({ state, options }: Desk, { id }: Call): object {
  return policyWire(existing(state, id), options);
}

function update({ state, options, clock }: Desk, { id, body, query, caller }: SignedInCall): object {
  const policy = existing(state, id);
  const changes = readChanges(input, body, query);
  checkReferences(state, changes);
  const changed = { ...policy, ...changes, updater: caller.identity, updateTime: timestamp(clock.now()) };
  state.policies.set(changed);
  return policyWire(changed, options);
}

function remove({ state }: Desk, { id }: Call): object {
  state.policies.delete(existing(state, id).name);
  return {};
}

function existing({ policies }: State, id: string): Policy {
  const policy = policies.get(`policies/${id}`);
  if (policy === undefined) throw notFound(`policies/${id}`);
  return policy;
}

function checkReferences(
  state: State,
  given: { readonly roles?: readonly string[]; readonly identities?: readonly string[] },
): void {
  const role = given.roles?.find(name => !state.roles.has(name));
  if (role !== undefined) throw invalid({ field: "roles", description: `There is no role ${JSON.stringify(role)}.` });
  if (given.identities === undefined || given.identities.length === 0) return;
  const known = new Set(identitiesOf(state).map(identity => identity.name));
  const stranger = given.identities.find(name => !known.has(name));
  if (stranger !== undefined) {
    throw invalid({ field: "identities", description: `There is no identity ${JSON.stringify(stranger)}.` });
  }
}
