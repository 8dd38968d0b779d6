import { FilterProblem } from "./filter.ts";
import type { Filter, Match } from "./filter.ts";
import { tokensOf } from "./tokens.ts";
import type { Token } from "./tokens.ts";

// Nobody nests deeper by hand, and the stack is not endless.
const deepest = 100;

/** Reads a filter; the grammar is in filter.ts. Throws FilterProblem. */
export function parseFilter(text: string): Filter {
  const tokens = tokensOf(text);
  if (tokens.length === 0) return { kind: "all" };
  let position = 0;
  let depth = 0;

  const peek = () => tokens[position]?.kind;
  const take = (kind: Token["kind"]) => {
    if (peek() !== kind) return false;
    position += 1;
    return true;
  };

  const or = (): Filter => {
    const parts = [and()];
    for (let next = peek(); next !== undefined && next !== ")"; next = peek()) {
      take("OR");
      parts.push(and());
    }
    return combined("or", parts);
  };
  const and = (): Filter => {
    const parts = [not()];
    while (take("AND")) parts.push(not());
    return combined("and", parts);
  };
  const not = (): Filter => {
    depth += 1;
    if (depth > deepest) throw new FilterProblem("The filter is nested too deeply.");
    const result = take("NOT") ? ({ kind: "not", of: not() } as const) : group();
    depth -= 1;
    return result;
  };
  const group = (): Filter => {
    if (!take("(")) return clause();
    const inner = or();
    if (!take(")")) throw new FilterProblem("A closing parenthesis is missing in the filter.");
    return inner;
  };
  const clause = (): Filter => {
    const first = tokens[position];
    const field = first?.kind === "field" ? first.name : undefined;
    if (field !== undefined) position += 1;
    const value = tokens[position];
    if (value?.kind !== "word" && value?.kind !== "quoted") {
      throw new FilterProblem(
        field === undefined ? "A clause is missing in the filter." : `The field ${field} has no value in the filter.`,
      );
    }
    position += 1;
    return { kind: "clause", field, match: matchOf(value) };
  };

  const filter = or();
  if (position < tokens.length) throw new FilterProblem("There is a closing parenthesis too many in the filter.");
  return filter;
}

function combined(kind: "or" | "and", [first, ...rest]: readonly Filter[]): Filter {
  if (first === undefined) return { kind: "all" };
  return rest.length === 0 ? first : { kind, of: [first, ...rest] };
}

function matchOf(value: Extract<Token, { text: string }>): Match {
  if (value.kind === "quoted") return { kind: "words", text: value.text, prefix: false };
  if (value.text === "" && value.prefix) return { kind: "present" };
  return { kind: "words", text: value.text, prefix: value.prefix };
}
