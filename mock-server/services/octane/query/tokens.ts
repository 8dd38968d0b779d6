import { QueryProblem } from "./query.ts";

/** A word of the query language, and where it begins. */
export type Token =
  | { readonly kind: "word"; readonly at: number; readonly text: string }
  | { readonly kind: "number"; readonly at: number; readonly value: number }
  | { readonly kind: "text"; readonly at: number; readonly parts: readonly [string, ...string[]] }
  | { readonly kind: "sign"; readonly at: number; readonly text: string };

const space = /[ \t\r\n]+/y;
const word = /[A-Za-z_]\w*/y;
const number = /-?\d+(?:\.\d+)?/y;
const sign = /\[\w+\]|\.\.\.|\|\||<=|>=|[(){}!;,=<>]/y;

/** The words of a query. Throws QueryProblem. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    const start = at;
    const blank = take(space);
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const mark = text.charAt(at);
    if (mark === "^" || mark === "'") {
      const { parts, end } = textFrom(text, start);
      tokens.push({ kind: "text", at: start, parts });
      at = end;
      continue;
    }
    const [name, digits, symbol] = [take(word), take(number), take(sign)];
    if (name !== undefined) tokens.push({ kind: "word", at: start, text: name });
    else if (digits !== undefined) tokens.push({ kind: "number", at: start, value: Number(digits) });
    else if (symbol !== undefined) tokens.push({ kind: "sign", at: start, text: symbol });
    else throw new QueryProblem(`The character ${JSON.stringify(codePointAt(text, at))} is not expected here.`, at);
    at += (name ?? digits ?? symbol ?? "").length;
  }
  return tokens;
}

/** A text from its opening mark on, and where it ends. */
function textFrom(text: string, start: number): { parts: readonly [string, ...string[]]; end: number } {
  const mark = text.charAt(start);
  const before: string[] = [];
  let part = "";
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === mark) {
      const [first, ...rest] = [...before, part];
      return { parts: [first, ...rest], end: at + 1 };
    }
    if (character === '"') throw new QueryProblem('A double quote inside a text is written \\".', at);
    if (character === "*") {
      before.push(part);
      part = "";
    } else if (character === "\\") {
      at += 1;
      part += text.charAt(at);
    } else {
      part += character;
    }
  }
  throw new QueryProblem(`The text that begins here has no closing ${mark}.`, start);
}

function codePointAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}
