import { longestName } from "../inferred.ts";
import type { AccessKey } from "../state.ts";
import { defineKind } from "./entity.ts";
import { spaceUserKind, userWith } from "./user.ts";
import { workspaceRoleKind, workspaceRolesWith } from "./workspace-role.ts";

/** An API access key. The order of the fields is that of the documented samples. */
export const accessKeyKind = defineKind<AccessKey>({
  name: "api_access",
  label: "API Access",
  collection: "api_accesses",
  methods: ["GET", "POST", "PUT"],
  techPreview: true,
  fields: {
    type: { label: "Type", type: "string", read: () => "api_access" },
    id: { label: "ID", type: "id", read: key => key.id },
    name: {
      label: "Name",
      type: "string",
      editable: true,
      required: true,
      maxLength: longestName,
      read: key => key.name,
    },
    client_id: { label: "Client ID", type: "string", read: key => key.clientId },
    client_secret: {
      label: "Client secret",
      type: "string",
      editable: true,
      required: true,
      writeOnly: true,
      read: () => null,
    },
    is_valid: { label: "Valid", type: "boolean", editable: true, read: key => key.isValid },
    expiration: { label: "Expiration", type: "date_time", editable: true, read: key => key.expiration },
    workspace_roles: {
      label: "Workspace roles",
      type: "references",
      editable: true,
      target: () => workspaceRoleKind,
      read: (key, state) => workspaceRolesWith(key.workspaceRoles, state),
    },
    author: {
      label: "Author",
      type: "reference",
      target: () => spaceUserKind,
      read: (key, state) => userWith(key.author, state) ?? null,
    },
    creation_time: { label: "Creation time", type: "date_time", read: key => key.created },
    last_modified: { label: "Last modified", type: "date_time", read: key => key.modified },
    version_stamp: { label: "Version stamp", type: "integer", read: key => key.version },
    client_lock_stamp: { label: "Client lock stamp", type: "integer", editable: true, read: key => key.version },
  },
  always: ["type", "id", "is_valid"],
  byDefault: ["type", "id", "name", "client_id", "is_valid"],
  order: "name",
});
