import type { State } from "../state.ts";

/** What a field can hold. An id is a text on the wire and compared as a number. */
export type FieldType = "id" | "string" | "integer" | "boolean" | "date_time" | "reference" | "references" | "json";

/** What is known of a field; the metadata resources say it, and queries and projections go by it. */
export interface FieldInfo {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** What a reference points to. */
  readonly target?: () => Kind;
  readonly editable?: boolean;
  readonly required?: boolean;
  readonly maxLength?: number;
  /** Taken, but never answered. */
  readonly writeOnly?: boolean;
}

/** A value that is answered as it is, and can't be asked for in a query. */
export interface Opaque {
  readonly json: unknown;
}

export type Scalar = string | number | boolean | null;
export type Value = Scalar | Opaque | Entity | readonly Entity[];

/** One thing that a resource answers with, seen from outside: by the names of its fields. */
export interface Entity {
  readonly kind: Kind;
  readonly id: string;
  readonly read: (field: string) => Value;
}

/** What all entities of a type have in common. */
export interface Kind {
  /** The entity's `type`. */
  readonly name: string;
  readonly label: string;
  /** The last part of its path. */
  readonly collection: string;
  readonly methods: readonly ("GET" | "POST" | "PUT")[];
  readonly techPreview: boolean;
  readonly fields: ReadonlyMap<string, FieldInfo>;
  /** In every answer, whatever was asked for. */
  readonly always: readonly string[];
  /** The answer where nothing was asked for. */
  readonly byDefault: readonly string[];
  /** The order where none was asked for; undefined is the order in which they are kept. */
  readonly order: string | undefined;
}

type FieldOf<Item> = Omit<FieldInfo, "name"> & { readonly read: (item: Item, state: State) => Value };

type Definition<Item> = Omit<Kind, "fields" | "techPreview" | "methods"> &
  Partial<Pick<Kind, "techPreview" | "methods">> & { readonly fields: Readonly<Record<string, FieldOf<Item>>> };

/** A kind, and how its records are seen as entities. */
export interface KindOf<Item> extends Kind {
  readonly entity: (item: Item, state: State) => Entity;
}

/** Defines a kind. The order of its fields is the order in which they are answered. */
export function defineKind<Item extends { readonly id: string }>(definition: Definition<Item>): KindOf<Item> {
  const readers = new Map(Object.entries(definition.fields).map(([name, { read }]) => [name, read]));
  const kind: KindOf<Item> = {
    methods: ["GET"],
    techPreview: false,
    ...definition,
    fields: new Map(Object.entries(definition.fields).map(([name, info]) => [name, { ...info, name }])),
    entity: (item, state) => ({
      kind,
      id: item.id,
      read: field => readers.get(field)?.(item, state) ?? null,
    }),
  };
  return kind;
}

/** Whether a value is one entity. */
export function isEntity(value: Value): value is Entity {
  return typeof value === "object" && value !== null && "kind" in value;
}
