import { FilterProblem } from "./filter.ts";

/** A filter in pieces. */
export type Token =
  | { readonly kind: "(" | ")" | "AND" | "OR" | "NOT" }
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "quoted"; readonly text: string }
  | { readonly kind: "word"; readonly text: string; readonly prefix: boolean };

const space = /\s+/y;
const parenthesis = /[()]/y;
const operator = /(AND|OR|NOT)(?=[\s()]|$)/y;
const field = /([A-Za-z][\w.-]*):/y;
const quoted = /"((?:[^"\\]|\\[^])*)"/y;
const word = /((?:[^\s()":[\]{}^~?!*\\]|\\[^])*)(\*?)(?=[\s()]|$)/y;

/** Cuts a filter into its pieces. */
export function tokensOf(filter: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = position;
    const match = pattern.exec(filter);
    if (match === null || match[0] === "") return undefined;
    position += match[0].length;
    return match;
  };
  while (position < filter.length) {
    if (take(space)) continue;
    const at = position;
    const token = nextToken(take);
    if (token === undefined) throw new FilterProblem(`The filter can't be read at character ${at + 1}.`);
    tokens.push(token);
  }
  return tokens;
}

function nextToken(take: (pattern: RegExp) => RegExpExecArray | undefined): Token | undefined {
  const bracket = take(parenthesis);
  if (bracket) return { kind: bracket[0] === "(" ? "(" : ")" };
  const keyword = take(operator)?.[1];
  if (keyword === "AND" || keyword === "OR" || keyword === "NOT") return { kind: keyword };
  const name = take(field)?.[1];
  if (name !== undefined) return { kind: "field", name };
  const text = take(quoted)?.[1];
  if (text !== undefined) return { kind: "quoted", text: unescape(text) };
  const found = take(word);
  return found && { kind: "word", text: unescape(found[1] ?? ""), prefix: found[2] === "*" };
}

function unescape(text: string): string {
  return text.replace(/\\([^])/g, "$1");
}
