import type { FieldInfo, FieldType, Value } from "../entities/entity.ts";
import { comparable } from "../inferred.ts";
import { QueryProblem } from "./query.ts";
import type { Literal } from "./query.ts";

/** Numbers with numbers, or texts with texts: what is compared has been turned into the same before. */
type Key = number | string;

/** A literal ready for comparison, and how a field's value becomes ready; undefined where it has none. */
export interface Ordered {
  readonly key: Key;
  readonly read: (value: Value) => Key | undefined;
}

/** How a literal compares with a field. Throws QueryProblem where the two are of different types. */
export function orderedBy(literal: Literal, field: FieldInfo): Ordered {
  const key = keyOf(literal, field.type);
  if (key === undefined) throw new QueryProblem(`${field.name} takes ${expected[field.type]}.`, literal.at);
  return { key, read: value => keyOfValue(value, field.type) };
}

const expected: Readonly<Record<FieldType, string>> = {
  id: "an id: a number, with or without the marks of a text",
  integer: "a number",
  string: "a text between ^ and ^, or ' and '",
  boolean: "true or false, with EQ, = or IN",
  date_time: "a date in UTC as a text, such as ^2026-11-22T00:00:00Z^",
  reference: "a query in braces, such as {id=1001}",
  references: "a query in braces, such as {id=1001}",
  json: "nothing",
};

function keyOf(literal: Literal, type: FieldType): Key | undefined {
  const text = literal.kind === "text" && literal.parts.length === 1 ? literal.parts[0] : undefined;
  switch (type) {
    case "id":
      if (literal.kind === "number") return literal.value;
      return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
    case "integer":
      return literal.kind === "number" ? literal.value : undefined;
    case "string":
      return text === undefined ? undefined : comparable(text);
    case "date_time":
      return text === undefined ? undefined : timeOf(text);
    default:
      return undefined;
  }
}

/** A field's value as what it is ordered by; undefined where it is empty. */
export function keyOfValue(value: Value, type: FieldType): Key | undefined {
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  if (type === "id") return Number(value);
  return type === "date_time" ? Date.parse(value) : comparable(value);
}

function timeOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z)?$/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
