import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defineKind } from "../../../../mock-server/services/octane/entities/entity.ts";
import type { Entity, KindOf } from "../../../../mock-server/services/octane/entities/entity.ts";
import { matcherOf } from "../../../../mock-server/services/octane/query/matcher.ts";
import { parseQuery } from "../../../../mock-server/services/octane/query/parse.ts";
import { QueryProblem } from "../../../../mock-server/services/octane/query/query.ts";
import { seeded } from "../../../../mock-server/services/octane/seed.ts";
import { revive } from "../../../../mock-server/services/octane/state.ts";
import { createRandom } from "../../../../mock-server/random.ts";
import { runs, tries } from "../../../tries.ts";

/* A thing with a field of each type; what it refers to is of the same kind. */
interface Thing {
  readonly id: string;
  readonly title: string | null;
  readonly size: number | null;
  readonly open: boolean | null;
  readonly due: string | null;
  readonly parent: Thing | null;
  readonly parts: readonly Thing[];
}

const state = revive(seeded({ kind: "empty" }, createRandom(1), 0));
const kind: KindOf<Thing> = defineKind<Thing>({
  name: "thing",
  label: "Thing",
  collection: "things",
  fields: {
    id: { label: "", type: "id", read: ({ id }) => id },
    title: { label: "", type: "string", read: ({ title }) => title },
    size: { label: "", type: "integer", read: ({ size }) => size },
    open: { label: "", type: "boolean", read: ({ open }) => open },
    due: { label: "", type: "date_time", read: ({ due }) => due },
    parent: { label: "", type: "reference", target: () => kind, read: ({ parent }) => parent && entityOf(parent) },
    parts: { label: "", type: "references", target: () => kind, read: ({ parts }) => parts.map(entityOf) },
  },
  always: [],
  byDefault: [],
  order: undefined,
});

function entityOf(thing: Thing): Entity {
  return kind.entity(thing, state);
}

function answers(query: string, thing: Thing, userId = "1"): boolean {
  return matcherOf(parseQuery(query), kind, { userId })(entityOf(thing));
}

/* A second, simpler idea of what a query means: a tree that is printed as text, and evaluated on plain values. */
type Scalar = "id" | "title" | "size" | "due";
type Tree =
  | { readonly is: "compare"; readonly field: Scalar; readonly by: Comparison; readonly value: string | number }
  | { readonly is: "wildcard"; readonly before: string; readonly after: string }
  | { readonly is: "in"; readonly field: Scalar; readonly values: readonly (string | number)[] }
  | { readonly is: "between"; readonly field: Scalar; readonly low: string | number; readonly high: string | number }
  | { readonly is: "open"; readonly value: boolean }
  | { readonly is: "empty"; readonly field: Scalar | "open" | "parent" | "parts" }
  | { readonly is: "refers"; readonly field: "parent" | "parts"; readonly of: Tree }
  | { readonly is: "not"; readonly of: Tree }
  | { readonly is: "and" | "or"; readonly left: Tree; readonly right: Tree };
type Comparison = "EQ" | "LT" | "GT" | "LE" | "GE";

const awkward = [
  "a",
  "ab",
  "Ünal",
  "a b",
  `q"q`,
  "it's",
  "x^y",
  "(p)",
  "{b}",
  "a;b",
  "c||d",
  "back\\slash",
  "*",
  "a*",
  "🚀",
];
const words = fc.constantFrom(...awkward, "null", "EQ", "");
const dates = fc.constantFrom("2026-01-01T00:00:00Z", "2026-06-30T12:00:00Z", "2027-01-01T00:00:00Z");
const ids = fc.integer({ min: 1, max: 12 });
const sizes = fc.constantFrom(-2, 0, 1.5, 9, 10);
const valuesOf: Readonly<Record<Scalar, fc.Arbitrary<string | number>>> = {
  id: ids,
  title: words,
  size: sizes,
  due: dates,
};
const comparison = fc.constantFrom<Comparison[]>("EQ", "LT", "GT", "LE", "GE");
const scalar = fc.constantFrom<Scalar[]>("id", "title", "size", "due");
const valued = scalar.chain(field => fc.record({ field: fc.constant(field), value: valuesOf[field] }));

const { tree } = fc.letrec<{ tree: Tree }>(tie => {
  const leaves = [
    fc.tuple(valued, comparison).map(([given, by]): Tree => ({ is: "compare", by, ...given })),
    fc.record({ before: words, after: words }).map((given): Tree => ({ is: "wildcard", ...given })),
    scalar
      .chain(field =>
        fc.record({ field: fc.constant(field), values: fc.array(valuesOf[field], { minLength: 1, maxLength: 3 }) }),
      )
      .map((given): Tree => ({ is: "in", ...given })),
    scalar
      .chain(field => fc.record({ field: fc.constant(field), low: valuesOf[field], high: valuesOf[field] }))
      .map((given): Tree => ({ is: "between", ...given })),
    fc.boolean().map((value): Tree => ({ is: "open", value })),
    fc
      .constantFrom(...(["id", "title", "size", "due", "open", "parent", "parts"] as const))
      .map((field): Tree => ({ is: "empty", field })),
  ];
  const nodes = [
    fc
      .record({ field: fc.constantFrom("parent" as const, "parts" as const), of: tie("tree") })
      .map((given): Tree => ({ is: "refers", ...given })),
    tie("tree").map((of): Tree => ({ is: "not", of })),
    fc
      .record({ is: fc.constantFrom("and" as const, "or" as const), left: tie("tree"), right: tie("tree") })
      .map((given): Tree => given),
  ];
  return { tree: fc.oneof({ maxDepth: 5, withCrossShrink: true }, ...leaves, ...nodes) };
});

/** How a tree is written down: which of the spellings, how much space, and whether more parentheses than needed. */
interface Style {
  readonly symbols: boolean;
  readonly mark: "^" | "'";
  readonly space: string;
  readonly generous: boolean;
}

const symbols: Readonly<Record<Comparison, string>> = { EQ: "=", LT: "<", GT: ">", LE: "<=", GE: ">=" };

function escaped(text: string): string {
  return text.replace(/[\\^'"*]/g, "\\$&");
}

function written(value: string | number, { mark }: Style): string {
  return typeof value === "number" ? String(value) : `${mark}${escaped(value)}${mark}`;
}

function print(node: Tree, style: Style): string {
  const { space, generous, mark } = style;
  const wrap = (text: string) => (generous ? `(${space}${text}${space})` : text);
  // An alternative inside a conjunction, and anything but a phrase after "!", would be read otherwise.
  const inside = (inner: Tree, loose: readonly Tree["is"][]) =>
    loose.includes(inner.is) && !generous ? `(${print(inner, style)})` : print(inner, style);
  const text = () => {
    switch (node.is) {
      case "compare":
        return style.symbols
          ? `${node.field}${space}${symbols[node.by]}${space}${written(node.value, style)}`
          : `${node.field} ${node.by} ${written(node.value, style)}`;
      case "wildcard":
        return `title EQ ${mark}${escaped(node.before)}*${escaped(node.after)}${mark}`;
      case "in":
        return `${node.field} IN ${node.values.map(value => written(value, style)).join(`${space},${space}`)}`;
      case "between":
        return `${node.field} BTW ${written(node.low, style)}${space}...${space}${written(node.high, style)}`;
      case "open":
        return `open${space}=${space}${String(node.value)}`;
      case "empty":
        return `${node.field} EQ ${node.field === "parent" || node.field === "parts" ? "{null}" : "null"}`;
      case "refers":
        return `${node.field}${space}=${space}{${print(node.of, style)}}`;
      case "not":
        return `!${space}${inside(node.of, ["and", "or", "not"])}`;
      case "and":
        return `${inside(node.left, ["or"])}${space};${space}${inside(node.right, ["or"])}`;
      case "or":
        return `${print(node.left, style)}${space}||${space}${print(node.right, style)}`;
    }
  };
  return wrap(text());
}

function key(value: string | number | null): string | number | null {
  return typeof value === "string" ? value.toLowerCase() : value;
}

function value(thing: Thing, field: Scalar): string | number | null {
  return field === "id" ? Number(thing.id) : key(thing[field]);
}

function holds(node: Tree, thing: Thing): boolean {
  const compare = (field: Scalar, by: Comparison, other: string | number) => {
    const own = value(thing, field);
    const wanted = key(other);
    if (own === null || wanted === null) return false;
    if (own === wanted) return by === "EQ" || by === "LE" || by === "GE";
    return by === "LT" || by === "LE" ? own < wanted : by !== "EQ" && own > wanted;
  };
  switch (node.is) {
    case "compare":
      return compare(node.field, node.by, node.value);
    case "wildcard": {
      const title = thing.title?.toLowerCase();
      const [before, after] = [node.before.toLowerCase(), node.after.toLowerCase()];
      if (title === undefined || title.length < before.length + after.length) return false;
      return title.startsWith(before) && title.endsWith(after);
    }
    case "in":
      return node.values.some(one => compare(node.field, "EQ", one));
    case "between":
      return compare(node.field, "GE", node.low) && compare(node.field, "LE", node.high);
    case "open":
      return thing.open === node.value;
    case "empty":
      return node.field === "parts" ? thing.parts.length === 0 : thing[node.field] === null;
    case "refers": {
      const others = node.field === "parts" ? thing.parts : [thing.parent].filter(other => other !== null);
      return others.some(other => holds(node.of, other));
    }
    case "not":
      return !holds(node.of, thing);
    case "and":
      return holds(node.left, thing) && holds(node.right, thing);
    case "or":
      return holds(node.left, thing) || holds(node.right, thing);
  }
}

const own = {
  id: ids.map(String),
  title: fc.option(
    fc.oneof(
      words,
      fc.tuple(words, words).map(parts => parts.join("")),
    ),
  ),
  size: fc.option(sizes),
  open: fc.option(fc.boolean()),
  due: fc.option(dates),
};
const leaf = fc.record({ ...own, parent: fc.constant(null), parts: fc.constant([]) });
const branch = fc.record({ ...own, parent: fc.option(leaf), parts: fc.array(leaf, { maxLength: 2 }) });
const thing = fc.record({ ...own, parent: fc.option(branch), parts: fc.array(branch, { maxLength: 2 }) });
const style = fc.record({
  symbols: fc.boolean(),
  mark: fc.constantFrom("^" as const, "'" as const),
  space: fc.constantFrom("", " ", "  ", "\t"),
  generous: fc.boolean(),
});

describe("Octane's query language", () => {
  it("means what a second reading of it says", () => {
    let yes = 0;
    fc.assert(
      fc.property(tree, style, fc.array(thing, { minLength: 1, maxLength: 5 }), (node, look, things) => {
        const matches = matcherOf(parseQuery(print(node, look)), kind, { userId: "1" });
        for (const one of things) {
          const expected = holds(node, one);
          if (expected) yes += 1;
          expect(matches(entityOf(one))).toBe(expected);
        }
      }),
      tries(3000),
    );
    // A test in which nothing ever matches would prove nothing.
    expect(yes).toBeGreaterThan(runs(3000) / 5);
  });

  it("finds each text by itself, whatever is in it", () => {
    const character = fc
      .integer({ min: 0, max: 0x10ffff })
      .filter(code => code < 0xd800 || code > 0xdfff)
      .map(code => String.fromCodePoint(code));
    const any = fc.string({
      unit: fc.oneof(character, fc.constantFrom(...Array.from("^'\"\\*(){};|!"))),
      maxLength: 20,
    });
    fc.assert(
      fc.property(any, fc.constantFrom("^" as const, "'" as const), (title, mark) => {
        const nobody = { id: "1", size: null, open: null, due: null, parent: null, parts: [] };
        const query = `title EQ ${mark}${escaped(title)}${mark}`;
        expect(answers(query, { ...nobody, title })).toBe(true);
        expect(answers(query, { ...nobody, title: `${title}x` })).toBe(false);
      }),
      tries(1000),
    );
  });

  it("answers every text with a query or with the place where it stops being one", () => {
    const pieces = fc.constantFrom(
      ...["title", "size", "open", "parent", "parts", "EQ", "LT", "IN", "BTW", "=", "<=", "(", ")", "{", "}", "!", ";"],
      ...[
        "||",
        ",",
        "...",
        "null",
        "true",
        "-1.5",
        "^a*^",
        "'x'",
        "[current_user]",
        "^",
        "'",
        "\\",
        '"',
        "|",
        ".",
        "ü",
      ],
    );
    const text = fc.oneof(
      fc.array(pieces, { maxLength: 12 }).map(parts => parts.join(" ")),
      fc.string(),
    );
    fc.assert(
      fc.property(text, given => {
        try {
          matcherOf(parseQuery(given), kind, { userId: "1" });
        } catch (error) {
          expect(error).toBeInstanceOf(QueryProblem);
          if (!(error instanceof QueryProblem)) return;
          expect(error.position).toBeGreaterThanOrEqual(0);
          expect(error.position).toBeLessThanOrEqual(given.length);
        }
      }),
      tries(3000),
    );
  });

  const one: Thing = { id: "1", title: "abcabc", size: 5, open: true, due: null, parent: null, parts: [] };

  it.each([
    ["! binds more than ;", "!size=1;size=9", false],
    ["! binds more than ||", "!size=5||size=5", true],
    ["; binds more than ||", "size=5||size=1;size=2", true],
    ["parentheses bind most", "(size=5||size=1);size=2", false],
    ["wildcards may stand anywhere", "title=^*b*b*^", true],
    ["wildcards may stand for nothing", "title=^*abc*abc*^", true],
    ["parts of a wildcard text don't overlap", "title=^abca*cabc^", false],
    ["nor do those in its middle", "title=^a*bca*cab*c^", false],
    ["a range of numbers needs no spaces", "size BTW 1...5", true],
    ["a range has both its ends", "size BTW 5...5", true],
    ["an id is the current user's", "id IN [current_user],7", true],
    ["a comparison with nothing is false", "due LT ^2030-01-01^", false],
    ["and ! makes it true", "!due LT ^2030-01-01^", true],
  ])("%s: %s", (_, query, expected) => {
    expect(answers(query, one)).toBe(expected);
  });

  it("takes its time in proportion to the text, however many wildcards there are", () => {
    const title = "a".repeat(20_000);
    const started = performance.now();
    expect(answers(`title=^${"*a".repeat(5000)}*b^`, { ...one, title })).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
