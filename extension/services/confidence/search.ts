/** The fields that a person searches in; `filter` takes a subset of Lucene's language. */
const SEARCHED = ["displayName", "clientId", "description"] as const;

/**
 * Words as a `filter`: each must be at the beginning of a word in one of the fields. Undefined where there are none.
 * How the server cuts `check-out` into words is not documented, so of such a word only what stands before the first sign is
 * asked for. It may find more than was searched for, never less; the caller looks for the whole text in what comes.
 */
export function filterFor(search: string): string | undefined {
  const words = search
    .trim()
    .split(/\s+/u)
    .filter(word => word !== "");
  if (words.length === 0) return undefined;
  return words.map(word => `(${SEARCHED.map(field => `${field}:${term(word)}`).join(" OR ")})`).join(" AND ");
}

const OPERATOR = /^(?:AND|OR|NOT)$/u;

function term(word: string): string {
  const beginning = /[\p{L}\p{N}_]+/u.exec(word)?.[0];
  return beginning === undefined || OPERATOR.test(beginning)
    ? `"${word.replaceAll(/["\\]/gu, "\\$&")}"`
    : `${beginning}*`;
}
