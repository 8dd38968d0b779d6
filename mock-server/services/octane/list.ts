import type { Entity, FieldType, Kind } from "./entities/entity.ts";
import { badParameter, unknownField } from "./failures.ts";
import { readFields } from "./fields-clause.ts";
import { defaultLimit, maxLimit } from "./inferred.ts";
import { keyOfValue } from "./query/comparable.ts";
import type { Asker } from "./query/matcher.ts";
import { readQuery } from "./query/parameter.ts";
import type { Parameters } from "./route.ts";
import { entityWire } from "./wire.ts";

interface Order {
  readonly field: string;
  readonly type: FieldType;
  readonly descending: boolean;
}

/** One page of the entities that a request asks for, in Octane's envelope. */
export function listPage(entities: () => readonly Entity[], kind: Kind, parameters: Parameters, asker: Asker): object {
  const selection = readFields(parameters["fields"], kind);
  const limit = wholeNumber("limit", parameters["limit"], defaultLimit, 1, maxLimit);
  const offset = wholeNumber("offset", parameters["offset"], 0, 0, Number.MAX_SAFE_INTEGER);
  const order = readOrder(parameters["order_by"], kind);
  const matches = readQuery(parameters["query"], kind, asker);

  const found = sorted(entities().filter(matches), order);
  const page = found.slice(offset, offset + limit);
  return envelope(
    page.map(entity => entityWire(entity, selection)),
    found.length,
  );
}

/** What Octane puts around a list. */
export function envelope(data: readonly object[], total: number = data.length): object {
  return { total_count: total, data, exceeds_total_count: false };
}

function wholeNumber(name: string, text: string | undefined, otherwise: number, least: number, most: number): number {
  if (text === undefined || text === "") return otherwise;
  const value = Number(text);
  if (/^\d{1,15}$/.test(text) && value >= least && value <= most) return value;
  const range = name === "limit" ? `from ${least} to ${most}` : `of at least ${least}`;
  throw badParameter(name, `This has to be a whole number ${range}.`);
}

function readOrder(text: string | undefined, kind: Kind): readonly Order[] {
  const clause = text === undefined || text.trim() === "" ? kind.order : text;
  if (clause === undefined) return [];
  return clause.split(",").map(part => {
    const descending = part.trim().startsWith("-");
    const field = part.trim().replace(/^-/, "");
    const info = kind.fields.get(field);
    if (info === undefined) throw unknownField(field, kind.name);
    if (info.target !== undefined || info.type === "json" || info.writeOnly) {
      throw badParameter("order_by", `There is no order by ${field}.`);
    }
    return { field, type: info.type, descending };
  });
}

/** Sorted by the fields named, then by id. Empty fields come first. */
function sorted(entities: readonly Entity[], order: readonly Order[]): readonly Entity[] {
  if (order.length === 0) return entities;
  const rows = entities.map(entity => ({
    entity,
    keys: [...order.map(({ field, type }) => keyOfValue(entity.read(field), type)), Number(entity.id)],
  }));
  const directions = [...order.map(({ descending }) => (descending ? -1 : 1)), 1];
  rows.sort((left, right) => {
    for (const [index, direction] of directions.entries()) {
      const [key, other] = [left.keys[index], right.keys[index]];
      if (key === other) continue;
      if (key === undefined || other === undefined) return (key === undefined ? -1 : 1) * direction;
      return (key < other ? -1 : 1) * direction;
    }
    return 0;
  });
  return rows.map(({ entity }) => entity);
}
