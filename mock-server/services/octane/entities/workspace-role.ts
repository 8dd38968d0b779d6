import type { WorkspaceRole } from "../state.ts";
import { defineKind } from "./entity.ts";
import type { Entity } from "./entity.ts";
import type { State } from "../state.ts";
import { roleKind } from "./role.ts";
import { workspaceKind } from "./workspace.ts";

/** A role in a workspace, or in the whole shared space: this is what a key is given. */
export const workspaceRoleKind = defineKind<WorkspaceRole>({
  name: "workspace_role",
  label: "Workspace role",
  collection: "workspace_roles",
  fields: {
    type: { label: "Type", type: "string", read: () => "workspace_role" },
    id: { label: "ID", type: "id", read: ({ id }) => id },
    workspace_id: { label: "Workspace ID", type: "integer", read: (_, { space }) => Number(space.id) },
    role: {
      label: "Role",
      type: "reference",
      target: () => roleKind,
      read: ({ role }, state) => {
        const found = state.roles.get(role);
        return found === undefined ? null : roleKind.entity(found, state);
      },
    },
    workspace: {
      label: "Workspace",
      type: "reference",
      target: () => workspaceKind,
      read: ({ workspace }, state) => {
        const found = workspace === null ? undefined : state.workspaces.get(workspace);
        return found === undefined ? null : workspaceKind.entity(found, state);
      },
    },
  },
  always: ["type", "id"],
  byDefault: ["type", "id", "workspace_id"],
  order: "id",
});

/** The workspace roles with these ids; one that is gone is left out. */
export function workspaceRolesWith(ids: readonly string[], state: State): Entity[] {
  return ids
    .map(id => state.workspaceRoles.get(id))
    .filter(found => found !== undefined)
    .map(found => workspaceRoleKind.entity(found, state));
}
