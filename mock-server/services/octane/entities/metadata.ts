import { accessKeyKind } from "./access-key.ts";
import { defineKind } from "./entity.ts";
import type { Entity, FieldInfo, Kind } from "./entity.ts";
import { roleKind } from "./role.ts";
import { spaceUserKind, workspaceUserKind } from "./user.ts";
import { workspaceRoleKind } from "./workspace-role.ts";
import { workspaceKind } from "./workspace.ts";
import type { State } from "../state.ts";

/** What is described below the shared space, and below a workspace. */
const described = {
  space: [accessKeyKind, workspaceKind, roleKind, workspaceRoleKind, spaceUserKind],
  workspace: [roleKind, workspaceRoleKind, workspaceUserKind],
} as const;

type Level = keyof typeof described;

interface DescribedField {
  readonly id: string;
  readonly kind: Kind;
  readonly field: FieldInfo;
}

const typeNames: Readonly<Record<FieldInfo["type"], string>> = {
  id: "string",
  string: "string",
  integer: "integer",
  boolean: "boolean",
  date_time: "date_time",
  reference: "reference",
  references: "reference",
  json: "object",
};

/** The metadata of one field. */
export const fieldMetadataKind = defineKind<DescribedField>({
  name: "field_metadata",
  label: "Field metadata",
  collection: "metadata/fields",
  fields: {
    type: { label: "Type", type: "string", read: () => "field_metadata" },
    name: { label: "Name", type: "string", read: ({ field }) => field.name },
    entity_name: { label: "Entity", type: "string", read: ({ kind }) => kind.name },
    label: { label: "Label", type: "string", read: ({ field }) => field.label },
    field_type: { label: "Field type", type: "string", read: ({ field }) => typeNames[field.type] },
    field_type_data: { label: "Field type data", type: "json", read: ({ field }) => ({ json: targetData(field) }) },
    access_level: {
      label: "Access level",
      type: "string",
      read: ({ kind }) => (kind.techPreview ? "PUBLIC_TECH_PREVIEW" : "PUBLIC"),
    },
    editable: { label: "Editable", type: "boolean", read: ({ field }) => field.editable ?? false },
    required: { label: "Required", type: "boolean", read: ({ field }) => field.required ?? false },
    filterable: { label: "Filterable", type: "boolean", read: ({ field }) => !field.writeOnly },
    sortable: { label: "Sortable", type: "boolean", read: ({ field }) => !field.writeOnly && !field.target },
    returned_by_default: {
      label: "Returned by default",
      type: "boolean",
      read: ({ kind, field }) => kind.byDefault.includes(field.name),
    },
    max_length: { label: "Maximum length", type: "integer", read: ({ field }) => field.maxLength ?? null },
  },
  always: ["type", "name"],
  byDefault: [
    ...["type", "name", "entity_name", "label", "field_type", "field_type_data", "access_level", "editable"],
    ...["required", "filterable", "sortable", "returned_by_default", "max_length"],
  ],
  order: undefined,
});

interface DescribedEntity {
  readonly id: string;
  readonly kind: Kind;
}

/** The metadata of one type of entity: which paths and methods it has. */
export const entityMetadataKind = defineKind<DescribedEntity>({
  name: "entity_metadata",
  label: "Entity metadata",
  collection: "metadata/entities",
  fields: {
    features: {
      label: "Features",
      type: "json",
      read: ({ kind }) => ({ json: [{ name: "rest", url: kind.collection, methods: kind.methods }] }),
    },
    name: { label: "Name", type: "string", read: ({ kind }) => kind.name },
    description: { label: "Description", type: "string", read: () => null },
    label: { label: "Label", type: "string", read: ({ kind }) => kind.label },
    type: { label: "Type", type: "string", read: () => "entity_metadata" },
  },
  always: ["type", "name"],
  byDefault: ["features", "name", "description", "label", "type"],
  order: undefined,
});

export function describedFields(level: Level, state: State): Entity[] {
  return described[level].flatMap(kind =>
    [...kind.fields.values()].map(field => fieldMetadataKind.entity({ id: field.name, kind, field }, state)),
  );
}

export function describedEntities(level: Level, state: State): Entity[] {
  return described[level].map(kind => entityMetadataKind.entity({ id: kind.name, kind }, state));
}

function targetData({ target, type }: FieldInfo): object | null {
  if (target === undefined) return null;
  return { multiple: type === "references", targets: [{ type: target().name }] };
}
