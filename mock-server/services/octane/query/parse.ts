import { deepestQuery } from "../inferred.ts";
import { QueryProblem } from "./query.ts";
import type { Comparison, Literal, Operand, Query, Test } from "./query.ts";
import { tokensOf } from "./tokens.ts";
import type { Token } from "./tokens.ts";

const comparisons: ReadonlyMap<string, Comparison> = new Map([
  ["EQ", "EQ"],
  ["=", "EQ"],
  ["LT", "LT"],
  ["<", "LT"],
  ["GT", "GT"],
  [">", "GT"],
  ["LE", "LE"],
  ["<=", "LE"],
  ["GE", "GE"],
  [">=", "GE"],
]);

/** Reads the text between the double quotes; the grammar is in query.ts. Throws QueryProblem. */
export function parseQuery(text: string): Query {
  const tokens = tokensOf(text);
  let position = 0;
  let depth = 0;

  const here = () => tokens[position]?.at ?? text.length;
  const isNext = (sign: string) => {
    const token = tokens[position];
    return token?.kind === "sign" && token.text === sign;
  };
  const take = (sign: string) => {
    if (!isNext(sign)) return false;
    position += 1;
    return true;
  };
  const expect = (sign: string) => {
    if (!take(sign)) throw new QueryProblem(`${sign} is expected, not ${shown(tokens[position])}.`, here());
  };
  const nested = <Result>(read: () => Result): Result => {
    depth += 1;
    if (depth > deepestQuery) throw new QueryProblem("The query is nested too deeply.", here());
    const result = read();
    depth -= 1;
    return result;
  };

  const or = (): Query => {
    const at = here();
    const parts = [and()];
    while (take("||")) parts.push(and());
    return combined("or", at, parts);
  };
  const and = (): Query => {
    const at = here();
    const parts = [negation()];
    while (take(";")) parts.push(negation());
    return combined("and", at, parts);
  };
  const negation = (): Query => {
    const at = here();
    return take("!") ? { kind: "not", at, of: primary() } : primary();
  };
  const primary = (): Query => {
    if (!take("(")) return phrase();
    const inner = nested(or);
    expect(")");
    return inner;
  };
  const phrase = (): Query => {
    const token = tokens[position];
    if (token?.kind !== "word") throw new QueryProblem(`A field is expected, not ${shown(token)}.`, here());
    position += 1;
    return { kind: "phrase", at: token.at, field: token.text, test: test() };
  };
  const test = (): Test => {
    const token = tokens[position];
    const operator = token?.kind === "word" || token?.kind === "sign" ? token.text : "";
    const comparison = comparisons.get(operator);
    if (comparison === undefined && operator !== "IN" && operator !== "BTW") {
      throw new QueryProblem(
        `EQ, LT, GT, LE, GE, IN, BTW or one of = < > <= >= is expected, not ${shown(token)}.`,
        here(),
      );
    }
    position += 1;
    if (comparison !== undefined) return { kind: "compare", comparison, operand: value() };
    if (operator === "BTW") return between();
    const items = [item()];
    while (take(",")) items.push(item());
    return { kind: "in", items };
  };
  const between = (): Test => {
    const low = literal();
    expect("...");
    return { kind: "between", low, high: literal() };
  };
  const value = (): Operand => {
    const token = tokens[position];
    if (token?.kind === "word" && token.text === "null") {
      position += 1;
      return { kind: "null", at: token.at };
    }
    return isNext("{") ? braces() : literal();
  };
  const item = (): Operand => {
    const at = here();
    if (take("[current_user]")) return { kind: "current user", at };
    if (take("[current_release]")) return { kind: "current release", at };
    if (!isNext("{")) return literal();
    const found = braces();
    if (found.kind === "null reference") throw new QueryProblem("{null} can't stand in a list.", at);
    return found;
  };
  const braces = (): Operand => {
    const at = here();
    expect("{");
    const token = tokens[position];
    const after = tokens[position + 1];
    if (token?.kind === "word" && token.text === "null" && after?.kind === "sign" && after.text === "}") {
      position += 2;
      return { kind: "null reference", at };
    }
    const query = nested(or);
    expect("}");
    return { kind: "reference", at, query };
  };
  const literal = (): Literal => {
    const token = tokens[position];
    position += 1;
    if (token?.kind === "number") return { kind: "number", at: token.at, value: token.value };
    if (token?.kind === "text") return { kind: "text", at: token.at, parts: token.parts };
    if (token?.kind === "word" && (token.text === "true" || token.text === "false")) {
      return { kind: "boolean", at: token.at, value: token.text === "true" };
    }
    throw new QueryProblem(
      `A value is expected, not ${shown(token)}. Texts and dates stand between ^ and ^, or ' and '.`,
      token?.at ?? text.length,
    );
  };

  const query = or();
  const rest = tokens[position];
  if (rest !== undefined) throw new QueryProblem(`; or || or the end is expected, not ${shown(rest)}.`, rest.at);
  return query;
}

function combined(kind: "or" | "and", at: number, parts: readonly Query[]): Query {
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : { kind, at, of: parts };
}

function shown(token: Token | undefined): string {
  if (token === undefined) return "the end";
  if (token.kind === "text") return "a text";
  return JSON.stringify(token.kind === "number" ? token.value : token.text.slice(0, 100));
}
