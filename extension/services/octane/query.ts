/** A text as a literal of Octane's query language, between carets, with what has a meaning there behind a backslash. */
export const literal = (text: string): string => `^${text.replaceAll(/[\\^"'{}()[\]?<>*]/gu, "\\$&")}^`;

/** The same with anything before and after it. */
const containing = (text: string): string => `^*${literal(text).slice(1, -1)}*^`;

/** The same with anything after it. */
export const beginningWith = (text: string): string => `^${literal(text).slice(1, -1)}*^`;

/** A whole `query` parameter: the language wants it between double quotes. */
export const query = (expression: string): string => `"${expression}"`;

/** Words that a person typed: each must be somewhere in the name or the client ID. Undefined where there are none. */
export function searchFor(search: string): string | undefined {
  const words = search
    .trim()
    .split(/\s+/u)
    .filter(word => word !== "");
  if (words.length === 0) return undefined;
  return words.map(word => `(name EQ ${containing(word)}||client_id EQ ${containing(word)})`).join(";");
}
