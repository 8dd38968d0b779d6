import { isEntity } from "./entities/entity.ts";
import type { Entity, Kind, Value } from "./entities/entity.ts";
import { shortFields } from "./fields-clause.ts";
import type { Selection } from "./fields-clause.ts";

/** An entity as it is answered: those of its fields that were asked for. */
export function entityWire(entity: Entity, selection: Selection): object {
  const fields: Record<string, unknown> = {};
  for (const [name, inner] of selection) fields[name] = valueWire(entity.read(name), inner);
  return fields;
}

function valueWire(value: Value, inner: Selection | undefined): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isEntity(value)) return entityWire(value, inner ?? short(value.kind));
  if ("json" in value) return value.json;
  return { total_count: value.length, data: value.map(entity => entityWire(entity, inner ?? short(entity.kind))) };
}

const shortByKind = new WeakMap<Kind, Selection>();

/** Worked out once for each kind: a list of keys refers to thousands of roles. */
function short(kind: Kind): Selection {
  const selection = shortByKind.get(kind) ?? shortFields(kind);
  shortByKind.set(kind, selection);
  return selection;
}
