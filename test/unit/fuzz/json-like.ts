import fc from "fast-check";

/** Keys that mean something to JavaScript, and texts that mean something to whoever reads them. */
const KEYS = ["__proto__", "constructor", "toString", "hasOwnProperty", "", "a.b", "length"];
const TEXTS = [
  "",
  "\0",
  "\u202e",
  "[x](command:y)",
  "1e999",
  "-0",
  "null",
  "../..",
  "a\r\nb",
  "\ud800",
  "x".repeat(3000),
];

export const oddText = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.constantFrom(...TEXTS));
export const oddNumber = fc.oneof(fc.double(), fc.constantFrom(0, -1, 1e308, Number.MAX_SAFE_INTEGER, 8.64e15, 1e-7));

/** Any JSON value, with names among its keys that look like those of something known. */
export const oddJson = (...keys: readonly string[]): fc.Arbitrary<unknown> =>
  fc.letrec<{ value: unknown }>(tie => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(oddText, oddNumber, fc.boolean(), fc.constant(null)),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.oneof(fc.constantFrom(...KEYS, ...keys), fc.string()), tie("value"), {
        maxKeys: 5,
        noNullPrototype: true,
      }),
    ),
  })).value;

/** A value that was right, with some of what is in it replaced, left out or doubled. */
export const damaged = (whole: unknown): fc.Arbitrary<unknown> =>
  fc
    .array(fc.tuple(fc.nat(), fc.constantFrom("replace", "drop", "double"), oddJson()), { minLength: 1, maxLength: 3 })
    .map(changes => changes.reduce((value: unknown, [at, how, other]) => change(value, at, how, other), whole));

/** Changes the part that the number leads to. */
function change(value: unknown, at: number, how: string, other: unknown): unknown {
  if (typeof value !== "object" || value === null || at % 5 === 4) return how === "replace" ? other : value;
  const entries: [string, unknown][] = Object.entries(value);
  const index = entries.length === 0 ? 0 : at % entries.length;
  const changed = entries.flatMap(([key, part], position): [string, unknown][] => {
    if (position !== index) return [[key, part]];
    if (how === "drop" && at % 3 === 0) return [];
    if (how === "double" && at % 3 === 0)
      return [
        [key, part],
        [`${key}2`, part],
      ];
    return [[key, change(part, Math.floor(at / 2), how, other)]];
  });
  return Array.isArray(value) ? changed.map(([, part]) => part) : Object.fromEntries(changed);
}
