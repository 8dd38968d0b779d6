import { type Assignment, readDotenv } from "./read.ts";
import { spellings } from "./spellings.ts";

export interface Variable {
  readonly name: string;
  readonly value: string;
}

export type SetVariables =
  | { readonly type: "set"; readonly text: string; readonly changes: readonly Change[] }
  | { readonly type: "refused"; readonly name: string; readonly reason: Refusal };

/** What was done for a variable. Where it is set `times` times, only the last is changed: it is the one that dotenv reads. */
export interface Change {
  readonly name: string;
  readonly how: "added" | "updated" | "same";
  readonly times: number;
}

/**
 * `name`: no variable can be called so. `value`: no way to write this value here is read back as it is, or it would change what is
 * read for other variables. `spread`: the present value stands on another line than its name, and only dotenv takes it for that.
 */
export type Refusal = "name" | "value" | "spread";

/** What every shell and every system takes as a variable's name. */
export const isVariableName = (name: string): boolean => /^(?!__proto__$)[A-Za-z_]\w*$/u.test(name);

/**
 * Sets variables in the text of a .env file; all else stays as it is, to the last character. Each result was read back: dotenv reads
 * the new values exactly, and for every other variable what it read before.
 */
export function setVariables(text: string, variables: readonly Variable[]): SetVariables {
  let current = text;
  const changes: Change[] = [];
  for (const variable of variables) {
    const result = setOne(current, variable);
    if (result.type === "refused") return result;
    current = result.text;
    changes.push(...result.changes);
  }
  return { type: "set", text: current, changes };
}

function setOne(text: string, { name, value }: Variable): SetVariables {
  const refused = (reason: Refusal): SetVariables => ({ type: "refused", name, reason });
  if (!isVariableName(name)) return refused("name");
  // An environment can't hold it, and half a character no file.
  if (value.includes("\0") || /\p{Cs}/u.test(value)) return refused("value");
  const before = readDotenv(text);
  const index = before.findLastIndex(assignment => assignment.name === name);
  const present = before[index];
  const times = before.filter(assignment => assignment.name === name).length;
  if (present?.value === value) return { type: "set", text, changes: [{ name, how: "same", times }] };
  if (present?.onOneLine === false) return refused("spread");

  const place = present === undefined ? atEnd(text, name, before) : inPlaceOf(text, present);
  const wanted = before.map(nameAndValue);
  wanted.splice(present === undefined ? wanted.length : index, 1, [name, value]);
  const found = spellings(value, present?.quote, place.standsAlone, lineEndOf(text))
    .map(place.write)
    .find(candidate => same(readDotenv(candidate).map(nameAndValue), wanted));
  if (found === undefined) return refused("value");
  return { type: "set", text: found, changes: [{ name, how: present === undefined ? "added" : "updated", times }] };
}

interface Place {
  readonly standsAlone: boolean;
  readonly write: (spelling: string) => string;
}

function inPlaceOf(text: string, { span }: Assignment): Place {
  const [head, tail] = [text.slice(0, span.start), text.slice(span.end)];
  return { standsAlone: /^(?:\s|$)/u.test(tail), write: spelling => `${head}${spelling}${tail}` };
}

/** A file whose last line has no end keeps it so. */
function atEnd(text: string, name: string, before: readonly Assignment[]): Place {
  const lineEnd = lineEndOf(text);
  const open = !/(?:^\uFEFF?|[\r\n])$/u.test(text);
  const allExported = before.length > 0 && before.every(({ exported }) => exported);
  const head = `${text}${open ? lineEnd : ""}${allExported ? "export " : ""}${name}=`;
  return { standsAlone: true, write: spelling => `${head}${spelling}${open ? "" : lineEnd}` };
}

const lineEndOf = (text: string): string => /\r\n?|\n/u.exec(text)?.[0] ?? "\n";

const nameAndValue = ({ name, value }: Assignment): readonly [string, string] => [name, value];

const same = (a: readonly (readonly [string, string])[], b: readonly (readonly [string, string])[]): boolean =>
  a.length === b.length && a.every(([name, value], at) => name === b[at]?.[0] && value === b[at][1]);
