import * as v from "valibot";
import { invalid, notFound } from "../failures.ts";
import { allScopes, permissionOfScope, scopeOf } from "../inferred.ts";
import { labels, references, requiredText } from "../input-fields.ts";
import { listPage } from "../list.ts";
import { readChanges } from "../resource-input.ts";
import type { Call, Desk, Route, SignedInCall } from "../route.ts";
import type { Role } from "../state.ts";
import { timestamp } from "../timestamp.ts";
import { roleWire } from "../wire.ts";

export const roleRoutes: readonly Route[] = [
  { method: "GET", path: "/v1/roles", scope: "list:roles", handle: list },
  { method: "GET", path: "/v1/roles/:id", scope: "read:roles", handle: get },
  { method: "PATCH", path: "/v1/roles/:id", scope: "update:roles", writes: true, handle: update },
  { method: "GET", path: "/v1/permissions", scope: "list:permissions", handle: listPermissions },
];

const fields = { displayName: requiredText, permissions: references, labels };

const input = {
  full: v.object(fields),
  partial: v.object({
    displayName: v.exactOptional(requiredText),
    permissions: v.exactOptional(references),
    labels: v.exactOptional(labels),
  }),
  empty: { displayName: "", permissions: [], labels: {} },
  outputOnly: new Set(["name", "createTime", "updateTime", "creator", "updater"]),
};

function list({ state, options }: Desk, { query }: Call): object {
  return listPage<Role>(
    "roles",
    {
      items: state.roles.all(),
      wire: roleWire,
      options,
      fields: { name: role => role.name, displayName: role => role.displayName, permissions: role => role.permissions },
      labels: role => role.labels,
    },
    query,
  );
}

function get({ state, options }: Desk, { id }: Call): object {
  return roleWire(existing(state.roles.get(`roles/${id}`), id), options);
}

function update({ state, options, clock }: Desk, { id, body, query }: SignedInCall): object {
  const role = existing(state.roles.get(`roles/${id}`), id);
  const changes = readChanges(input, body, query);
  const unknown = changes.permissions?.find(permission => scopeOf(permission) === undefined);
  if (unknown !== undefined) {
    throw invalid({ field: "permissions", description: `There is no permission ${JSON.stringify(unknown)}.` });
  }
  const changed = { ...role, ...changes, updateTime: timestamp(clock.now()) };
  state.roles.set(changed);
  return roleWire(changed, options);
}

function existing(role: Role | undefined, id: string): Role {
  if (role === undefined) throw notFound(`roles/${id}`);
  return role;
}

function listPermissions({ options }: Desk, { query }: Call): object {
  return listPage(
    "permissions",
    {
      items: allScopes.map(scope => ({ name: scope })),
      wire: ({ name }) => ({ scope: name, permission: permissionOfScope(name) }),
      options,
      fields: { scope: ({ name }) => name },
    },
    query,
  );
}
