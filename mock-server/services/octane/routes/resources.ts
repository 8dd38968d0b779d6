import { visibleWorkspaces } from "../access.ts";
import { accessKeyKind } from "../entities/access-key.ts";
import type { Entity, Kind } from "../entities/entity.ts";
import { roleKind } from "../entities/role.ts";
import { allUsers, spaceUserKind, workspaceUserKind } from "../entities/user.ts";
import { workspaceRoleKind } from "../entities/workspace-role.ts";
import { spaceKind, workspaceKind } from "../entities/workspace.ts";
import { entityNotFound } from "../failures.ts";
import { readFields } from "../fields-clause.ts";
import { listPage } from "../list.ts";
import type { Call, Desk, Route } from "../route.ts";
import { entityWire } from "../wire.ts";

const space = "/api/shared_spaces/:space";
const workspace = `${space}/workspaces/:workspace`;

/** A collection that can be read: which entities it has, for whom, where. */
interface Collection {
  readonly below: string;
  readonly kind: Kind;
  readonly admin?: boolean;
  readonly entities: (desk: Desk, call: Call) => readonly Entity[];
}

const collections: readonly Collection[] = [
  { below: space, kind: accessKeyKind, admin: true, entities: accessKeys },
  { below: space, kind: workspaceKind, entities: workspaces },
  { below: space, kind: roleKind, entities: roles },
  { below: space, kind: workspaceRoleKind, entities: workspaceRoles },
  { below: space, kind: spaceUserKind, entities: users },
  { below: workspace, kind: roleKind, entities: roles },
  { below: workspace, kind: workspaceRoleKind, entities: workspaceRoles },
  { below: workspace, kind: workspaceUserKind, entities: workspaceUsers },
];

export const resourceRoutes: readonly Route[] = [
  { method: "GET", path: "/api/shared_spaces", handle: listSpaces },
  { method: "GET", path: space, handle: getSpace },
  ...collections.flatMap(readRoutes),
];

function readRoutes({ below, kind, admin = false, entities }: Collection): Route[] {
  const path = `${below}/${kind.collection}`;
  const needs = { method: "GET", admin, techPreview: kind.techPreview } as const;
  return [
    {
      ...needs,
      path,
      handle: (desk, call) =>
        listPage(() => entities(desk, call), kind, call.parameters, { userId: call.caller.account.id }),
    },
    {
      ...needs,
      path: `${path}/:id`,
      handle: (desk, call) => {
        const selection = readFields(call.parameters["fields"], kind);
        const found = entities(desk, call).find(entity => entity.id === call.id);
        if (found === undefined) throw entityNotFound(kind.name, call.id);
        return entityWire(found, selection);
      },
    },
  ];
}

function accessKeys({ state }: Desk): Entity[] {
  return state.accessKeys.all().map(key => accessKeyKind.entity(key, state));
}

function workspaces({ state }: Desk, { caller }: Call): Entity[] {
  const visible = visibleWorkspaces(state, caller.account);
  const seen = state.workspaces.all().filter(({ id }) => visible.has(id));
  return seen.map(found => workspaceKind.entity(found, state));
}

function roles({ state }: Desk): Entity[] {
  return state.roles.all().map(role => roleKind.entity(role, state));
}

function workspaceRoles({ state }: Desk, call: Call): Entity[] {
  const all = state.workspaceRoles.all();
  const here = call.workspace === undefined ? all : all.filter(role => role.workspace === call.workspace);
  return here.map(role => workspaceRoleKind.entity(role, state));
}

function users({ state }: Desk): Entity[] {
  return allUsers(state).map(user => spaceUserKind.entity(user, state));
}

function workspaceUsers({ state }: Desk, call: Call): Entity[] {
  const isHere = (id: string) => state.workspaceRoles.get(id)?.workspace === call.workspace;
  const here = allUsers(state).filter(user => user.workspaceRoles.some(isHere));
  return here.map(user => workspaceUserKind.entity(user, state));
}

function listSpaces({ state }: Desk, call: Call): object {
  const spaces = () => [spaceKind.entity(state.space, state)];
  return listPage(spaces, spaceKind, call.parameters, { userId: call.caller.account.id });
}

function getSpace({ state }: Desk, { parameters }: Call): object {
  const selection = readFields(parameters["fields"], spaceKind);
  return entityWire(spaceKind.entity(state.space, state), selection);
}
