import type { Filter, Match } from "./filter.ts";

/** The texts of a field of one resource; more than one for a list. */
export type FieldTexts = (field: string) => readonly string[];

/** Whether a resource is what a filter asks for. `anyField` is where a clause without a field looks. */
export function matches(filter: Filter, texts: FieldTexts, anyField: readonly string[]): boolean {
  switch (filter.kind) {
    case "all":
      return true;
    case "or":
      return filter.of.some(part => matches(part, texts, anyField));
    case "and":
      return filter.of.every(part => matches(part, texts, anyField));
    case "not":
      return !matches(filter.of, texts, anyField);
    case "clause": {
      const fields = filter.field === undefined ? anyField : [filter.field];
      return fields.some(field => texts(field).some(text => fits(filter.match, text)));
    }
  }
}

function fits(match: Match, text: string): boolean {
  if (match.kind === "present") return text !== "";
  const wanted = wordsOf(match.text);
  const words = wordsOf(text);
  // A value of nothing but punctuation has no words to look for.
  if (wanted.length === 0) return text.toLowerCase().includes(match.text.toLowerCase());
  return words.some((_, start) => begins(words.slice(start, start + wanted.length), wanted, match.prefix));
}

function begins(words: readonly string[], wanted: readonly string[], prefix: boolean): boolean {
  if (words.length < wanted.length) return false;
  return wanted.every((word, index) => {
    const candidate = words[index] ?? "";
    return prefix && index === wanted.length - 1 ? candidate.startsWith(word) : candidate === word;
  });
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(word => word !== "");
}

/** The fields that a filter names. */
export function fieldsOf(filter: Filter): string[] {
  switch (filter.kind) {
    case "all":
      return [];
    case "or":
    case "and":
      return filter.of.flatMap(fieldsOf);
    case "not":
      return fieldsOf(filter.of);
    case "clause":
      return filter.field === undefined ? [] : [filter.field];
  }
}
