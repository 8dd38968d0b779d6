import type { Kind } from "../entities/entity.ts";
import { OctaneFailure } from "../failures.ts";
import { errorCodes } from "../inferred.ts";
import { matcherOf } from "./matcher.ts";
import type { Asker, Matcher } from "./matcher.ts";
import { parseQuery } from "./parse.ts";
import { QueryProblem } from "./query.ts";
import type { Query } from "./query.ts";

/** The `query` parameter as a question to entities of a kind. A wrong one is answered with the place. */
export function readQuery(parameter: string | undefined, kind: Kind, asker: Asker, allowsOr = true): Matcher {
  if (parameter === undefined || parameter === "") return () => true;
  try {
    const query = parseQuery(withoutQuotes(parameter));
    const or = allowsOr ? undefined : firstOr(query);
    if (or !== undefined) throw new QueryProblem("Metadata can't be filtered with ||.", or);
    return matcherOf(query, kind, asker);
  } catch (error) {
    if (!(error instanceof QueryProblem)) throw error;
    const { message, position } = error;
    throw new OctaneFailure(400, errorCodes.invalidQuery, `The query is wrong at position ${position}: ${message}`, {
      parameter: "query",
      position,
    });
  }
}

function withoutQuotes(parameter: string): string {
  const text = parameter.trim();
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) {
    throw new QueryProblem("The whole query has to stand between double quotes.", 0);
  }
  return text.slice(1, -1);
}

function firstOr(query: Query): number | undefined {
  if (query.kind === "or") return query.at;
  if (query.kind === "not") return firstOr(query.of);
  return query.kind === "and" ? query.of.map(firstOr).find(at => at !== undefined) : undefined;
}
