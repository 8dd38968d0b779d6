import type { Kind } from "./entities/entity.ts";
import { badParameter, unknownField } from "./failures.ts";
import { deepestFields } from "./inferred.ts";

/*
 * fields = field { "," field }
 * field  = name [ "{" fields "}" ]      the braces say what to answer of what is referred to
 */

/** Which fields to answer, in the order of the kind; undefined beside one that is to be answered in short. */
export type Selection = ReadonlyMap<string, Selection | undefined>;

interface Wanted {
  readonly name: string;
  readonly of: readonly Wanted[] | undefined;
}

/** The fields that a `fields` parameter asks for, and those that are always answered. */
export function readFields(text: string | undefined, kind: Kind): Selection {
  if (text === undefined || text.trim() === "")
    return inOrder(kind, new Map(kind.byDefault.map(name => [name, undefined])));
  return selectionOf(parse(text), kind);
}

/** Everything that an entity has. */
export function allFields(kind: Kind): Selection {
  const readable = [...kind.fields.values()].filter(({ writeOnly }) => !writeOnly);
  return new Map(readable.map(({ name }) => [name, undefined]));
}

/** What is answered of an entity that is only referred to, unless more was asked for. */
export function shortFields(kind: Kind): Selection {
  const names = ["type", "id", "logical_name", "name"].filter(name => kind.fields.has(name));
  return new Map(names.map(name => [name, undefined]));
}

function selectionOf(wanted: readonly Wanted[], kind: Kind): Selection {
  const chosen = new Map<string, Selection | undefined>(kind.always.map(name => [name, undefined]));
  for (const { name, of } of wanted) {
    const field = kind.fields.get(name);
    if (field === undefined) throw unknownField(name, kind.name);
    if (field.writeOnly) throw badParameter("fields", `The field ${name} is never answered.`);
    const target = field.target?.();
    if (of !== undefined && target === undefined) {
      throw badParameter("fields", `The field ${name} is no reference, so it takes no braces.`);
    }
    chosen.set(name, of && target && selectionOf(of, target));
  }
  return inOrder(kind, chosen);
}

function inOrder(kind: Kind, chosen: Selection): Selection {
  const names = [...kind.fields.keys()].filter(name => chosen.has(name));
  return new Map(names.map(name => [name, chosen.get(name)]));
}

function parse(text: string): Wanted[] {
  const tokens = [...text.matchAll(/\s*([{},]|[^{},\s]+)/g)].map(([, token = ""]) => token);
  let position = 0;
  const list = (depth: number): Wanted[] => {
    const wanted = [one(depth)];
    while (tokens[position] === ",") {
      position += 1;
      wanted.push(one(depth));
    }
    return wanted;
  };
  const one = (depth: number): Wanted => {
    const name = tokens[position] ?? "";
    if (!/^\w+$/.test(name)) throw badParameter("fields", `A field name is missing before ${shown(tokens[position])}.`);
    position += 1;
    if (tokens[position] !== "{") return { name, of: undefined };
    if (depth === deepestFields) throw badParameter("fields", `Braces go at most ${deepestFields} levels deep.`);
    position += 1;
    const of = list(depth + 1);
    if (tokens[position] !== "}") throw badParameter("fields", "A closing brace is missing.");
    position += 1;
    return { name, of };
  };
  const wanted = list(0);
  if (position < tokens.length) throw badParameter("fields", `${shown(tokens[position])} is not expected.`);
  return wanted;
}

function shown(token: string | undefined): string {
  return token === undefined ? "the end" : JSON.stringify(token.slice(0, 100));
}
