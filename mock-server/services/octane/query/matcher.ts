import { isEntity } from "../entities/entity.ts";
import type { Entity, FieldInfo, Kind, Value } from "../entities/entity.ts";
import { comparable } from "../inferred.ts";
import { orderedBy } from "./comparable.ts";
import { QueryProblem } from "./query.ts";
import type { Comparison, Literal, Operand, Query, Test } from "./query.ts";

/** Whether an entity is what a query asks for. */
export type Matcher = (entity: Entity) => boolean;

/** What a query can be about beyond the entities themselves. */
export interface Asker {
  readonly userId: string;
}

/** A query against entities of a kind. Throws QueryProblem where they can't answer it. */
export function matcherOf(query: Query, kind: Kind, asker: Asker): Matcher {
  switch (query.kind) {
    case "or": {
      const parts = query.of.map(part => matcherOf(part, kind, asker));
      return entity => parts.some(part => part(entity));
    }
    case "and": {
      const parts = query.of.map(part => matcherOf(part, kind, asker));
      return entity => parts.every(part => part(entity));
    }
    case "not": {
      const inner = matcherOf(query.of, kind, asker);
      return entity => !inner(entity);
    }
    case "phrase": {
      const field = kind.fields.get(query.field);
      if (field === undefined || field.writeOnly || field.type === "json") {
        throw new QueryProblem(
          `The entity ${kind.name} has no field ${JSON.stringify(query.field)} to ask for.`,
          query.at,
        );
      }
      const fits = fitsOf(query.test, field, asker);
      return entity => fits(entity.read(field.name));
    }
  }
}

type Fits = (value: Value) => boolean;

function fitsOf(test: Test, field: FieldInfo, asker: Asker): Fits {
  switch (test.kind) {
    case "compare":
      return compare(test.comparison, test.operand, field, asker);
    case "in": {
      const items = test.items.map(item => compare("EQ", item, field, asker));
      return value => items.some(item => item(value));
    }
    case "between": {
      const [low, high] = [ordered("GE", test.low, field), ordered("LE", test.high, field)];
      return value => low(value) && high(value);
    }
  }
}

function compare(comparison: Comparison, operand: Operand, field: FieldInfo, asker: Asker): Fits {
  switch (operand.kind) {
    case "null":
      if (field.target) throw new QueryProblem(`${field.name} is a reference: an empty one is {null}.`, operand.at);
      demandEquality(comparison, operand.at);
      return value => value === null;
    case "null reference":
      targetOf(field, operand.at);
      demandEquality(comparison, operand.at);
      return value => referred(value).length === 0;
    case "reference": {
      const target = targetOf(field, operand.at);
      demandEquality(comparison, operand.at);
      const inner = matcherOf(operand.query, target, asker);
      return value => referred(value).some(inner);
    }
    case "current user":
      if (field.target) return value => referred(value).some(({ id }) => id === asker.userId);
      if (field.type === "id") return value => value === asker.userId;
      throw new QueryProblem(`${field.name} is neither an id nor a reference.`, operand.at);
    case "current release":
      if (field.target === undefined && field.type !== "id") {
        throw new QueryProblem(`${field.name} is neither an id nor a reference.`, operand.at);
      }
      // A shared space has no releases.
      return () => false;
    default:
      return comparison === "EQ" ? equal(operand, field) : ordered(comparison, operand, field);
  }
}

function targetOf(field: FieldInfo, at: number): Kind {
  const target = field.target?.();
  if (target === undefined) throw new QueryProblem(`${field.name} is no reference, so it takes no braces.`, at);
  return target;
}

function demandEquality(comparison: Comparison, at: number): void {
  if (comparison !== "EQ") throw new QueryProblem(`Only EQ and = can be used here, not ${comparison}.`, at);
}

function referred(value: Value): readonly Entity[] {
  if (typeof value !== "object" || value === null) return [];
  if (isEntity(value)) return [value];
  return "json" in value ? [] : value;
}

function equal(literal: Literal, field: FieldInfo): Fits {
  if (literal.kind === "text" && literal.parts.length > 1) {
    if (field.type !== "string")
      throw new QueryProblem(`A wildcard needs a text, which ${field.name} is not.`, literal.at);
    const parts = literal.parts.map(comparable);
    return value => typeof value === "string" && fitsParts(comparable(value), parts);
  }
  if (field.type === "boolean" && literal.kind === "boolean") return value => value === literal.value;
  const { key, read } = orderedBy(literal, field);
  return value => read(value) === key;
}

function ordered(comparison: Exclude<Comparison, "EQ">, literal: Literal, field: FieldInfo): Fits {
  if (literal.kind === "text" && literal.parts.length > 1) {
    throw new QueryProblem("A wildcard can only be used with EQ and IN.", literal.at);
  }
  const { key, read } = orderedBy(literal, field);
  const isBelow = comparison === "LT" || comparison === "LE";
  const orEqual = comparison === "LE" || comparison === "GE";
  return value => {
    const own = read(value);
    if (own === undefined) return false;
    if (own === key) return orEqual;
    return isBelow ? own < key : own > key;
  };
}

/** Whether a text has these parts one after the other, the first at its beginning and the last at its end. */
function fitsParts(text: string, parts: readonly string[]): boolean {
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
