import type { Page, Space } from "../state.ts";
import type { Clause } from "./parse.ts";

/** Whether a page of a space meets every condition. */
export function matches(clauses: readonly Clause[], page: Page, space: Space): boolean {
  return clauses.every(({ field, how, values }) => {
    const text = textOf(field, page, space);
    if (how === "contains") return values.every(value => containsWords(text, value));
    return values.some(value => value.toLowerCase() === text.toLowerCase());
  });
}

function textOf(field: Clause["field"], page: Page, space: Space): string {
  switch (field) {
    case "type":
      return "page";
    case "space":
      return space.key;
    case "title":
      return page.title;
    case "text":
      return [page.title, ...page.paragraphs].join(" ");
  }
}

/** Whole words, in any order and any case; `*` at the end of one stands for its rest. */
function containsWords(text: string, wanted: string): boolean {
  const words = wordsOf(text);
  return [...wanted.toLowerCase().matchAll(/([\p{L}\p{N}]+)(\*?)/gu)].every(([, start = "", star]) =>
    words.some(word => (star === "*" ? word.startsWith(start) : word === start)),
  );
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
