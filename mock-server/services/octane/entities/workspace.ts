import type { Saved, Workspace } from "../state.ts";
import { defineKind } from "./entity.ts";

/** The shared space itself. */
export const spaceKind = defineKind<Saved["space"]>({
  name: "shared_space",
  label: "Shared space",
  collection: "shared_spaces",
  fields: {
    type: { label: "Type", type: "string", read: () => "shared_space" },
    id: { label: "ID", type: "id", read: ({ id }) => id },
    name: { label: "Name", type: "string", read: ({ name }) => name },
  },
  always: ["type", "id"],
  byDefault: ["type", "id"],
  order: "name",
});

export const workspaceKind = defineKind<Workspace>({
  name: "workspace",
  label: "Workspace",
  collection: "workspaces",
  fields: {
    type: { label: "Type", type: "string", read: () => "workspace" },
    id: { label: "ID", type: "id", read: ({ id }) => id },
    workspace_id: { label: "Workspace ID", type: "integer", read: (_, { space }) => Number(space.id) },
    name: { label: "Name", type: "string", read: ({ name }) => name },
    // 0 is active, as an integration's query for `activity_level=0` shows.
    activity_level: { label: "Activity level", type: "integer", read: () => 0 },
  },
  always: ["type", "id"],
  byDefault: ["type", "id", "workspace_id"],
  order: "name",
});
