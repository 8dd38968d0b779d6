/** The fields that a person searches in; `filter` takes a subset of Lucene's language. */
const SEARCHED = ["displayName", "clientId", "description"] as const;

/** What means something in Lucene, and so must stand in a quoted phrase to be taken literally. */
const SPECIAL = /[+\-!(){}[\]^"~*?:\\/&|\s]/u;

/** Words as a `filter`: each must be at the beginning of a word in one of the fields. Undefined where there are none. */
export function filterFor(search: string): string | undefined {
  const words = search
    .trim()
    .split(/\s+/u)
    .filter(word => word !== "");
  if (words.length === 0) return undefined;
  return words.map(word => `(${SEARCHED.map(field => `${field}:${term(word)}`).join(" OR ")})`).join(" AND ");
}

const term = (word: string): string =>
  SPECIAL.test(word) || /^(?:AND|OR|NOT)$/u.test(word) ? `"${word.replaceAll(/["\\]/gu, "\\$&")}"` : `${word}*`;
