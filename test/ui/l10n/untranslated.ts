import * as v from "valibot";

/** What is left of a text without the translated parts, which stand in brackets, also in each other. */
function withoutTranslated(text: string): string {
  // What was shortened for a narrow place may have lost its closing bracket.
  const less = text.replaceAll(/⟦[^⟦⟧]*(?:⟧|…|$)/gu, " ");
  return less === text ? text : withoutTranslated(less);
}

/** What `Intl` writes in the machine's own language, because it does not know the invented one. */
const dates = [
  /\b(?:in )?\d+ (?:second|minute|hour|day|week|month|year)s?(?: ago)?\b/gu,
  /\b(?:next|last|this) (?:second|minute|hour|day|week|month|year)\b|\b(?:now|yesterday|today|tomorrow)\b/gu,
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b/gu,
  /\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|\b(?:AM|PM|UTC|at)\b/gu,
];

/** Proper names, and what is the same in every language. */
const names =
  /\b(?:Keyporter|Spotify|Confidence|OpenText|ALM|Octane|Confluence|Cloud|Premium|Enterprise|VS Code|Markdown|JSON|CSV|curl|GET|POST|PUT|DELETE|ms|Ctrl|Enter|Shift|Alt|Escape)\b/gu;

/** Judges texts: which of them hold words that nobody translated and that are no data. */
export function judge(data: ReadonlySet<string>): (text: string) => string | undefined {
  const known = [...data]
    .filter(text => text.length > 1)
    .sort((a, b) => b.length - a.length)
    .map(text => new RegExp(`(?<!\\p{L})${text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)}(?!\\p{L})`, "gu"));
  return text => {
    // VS Code's editors draw spaces that do not break.
    let rest = withoutTranslated(text.replaceAll("\u00a0", " "));
    for (const pattern of [...known, ...dates, names]) rest = rest.replaceAll(pattern, " ");
    // Ids, addresses and the like are no words.
    rest = rest.replaceAll(/\S*[\d_/@=:{}.<>…]\S*/gu, " ");
    return /\p{L}{2,}/u.test(rest) ? rest.replaceAll(/\s+/gu, " ").trim() : undefined;
  };
}

/** Every text of a value that was read from JSON. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value, ...value.split("\n")];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return v.is(v.looseObject({}), value) ? Object.values(value).flatMap(textsOf) : [];
}
