import type { Role } from "../state.ts";
import { defineKind } from "./entity.ts";
import type { Kind, KindOf } from "./entity.ts";

/** When the samples' system roles were made. */
export const founded = "2021-04-28T11:29:44Z";

/** A role: a set of permissions. The order of the fields is that of the documented sample. */
export const roleKind: KindOf<Role> = defineKind<Role>({
  name: "role",
  label: "Role",
  collection: "roles",
  fields: {
    type: { label: "Type", type: "string", read: () => "role" },
    logical_name: { label: "Logical name", type: "string", read: role => role.logicalName },
    based_on_system: {
      label: "Based on system role",
      type: "reference",
      target: (): Kind => roleKind,
      read: (role, state) => {
        const base = role.basedOn === null ? undefined : state.roles.get(role.basedOn);
        return base === undefined ? null : roleKind.entity(base, state);
      },
    },
    last_modified: { label: "Last modified", type: "date_time", read: () => founded },
    workspace_id: { label: "Workspace ID", type: "integer", read: (_, { space }) => Number(space.id) },
    id: { label: "ID", type: "id", read: role => role.id },
    is_system: { label: "System role", type: "boolean", read: role => role.isSystem },
    name: { label: "Name", type: "string", read: role => role.name },
    version_stamp: { label: "Version stamp", type: "integer", read: () => 1 },
    creation_time: { label: "Creation time", type: "date_time", read: () => founded },
  },
  always: ["type", "id"],
  byDefault: [
    ...["type", "logical_name", "based_on_system", "last_modified", "workspace_id"],
    ...["id", "is_system", "name", "version_stamp", "creation_time"],
  ],
  order: undefined,
});
