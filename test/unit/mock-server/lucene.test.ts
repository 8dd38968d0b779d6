import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FilterProblem } from "../../../mock-server/services/confidence/lucene/filter.ts";
import { matches } from "../../../mock-server/services/confidence/lucene/matches.ts";
import { parseFilter } from "../../../mock-server/services/confidence/lucene/parse.ts";
import { tries } from "../../tries.ts";

/* A second, simpler idea of what a filter means: written as a tree, printed as text, and evaluated on lists of words. */
type Tree =
  | {
      readonly is: "clause";
      readonly field: string | undefined;
      readonly words: readonly string[];
      readonly style: "quoted" | "prefix" | "plain";
    }
  | { readonly is: "not"; readonly of: Tree }
  | { readonly is: "and" | "or" | "side by side"; readonly left: Tree; readonly right: Tree };

type Doc = Readonly<Record<"displayName" | "description", readonly string[]>>;

// fast-check's own "binary" takes six seconds to get ready.
const character = fc
  .integer({ min: 0, max: 0x10ffff })
  .filter(code => code < 0xd800 || code > 0xdfff)
  .map(code => String.fromCodePoint(code));

const fields = ["displayName", "description"] as const;
const word = fc.constantFrom("a", "ab", "abc", "b", "Ünal", "ünalan", "AND2", "not");

const { tree } = fc.letrec<{ tree: Tree }>(tie => {
  const clause = fc
    .record({
      field: fc.option(fc.constantFrom(...fields), { nil: undefined }),
      words: fc.array(word, { minLength: 1, maxLength: 3 }),
      style: fc.constantFrom("quoted" as const, "prefix" as const, "plain" as const),
    })
    // Only a quoted value has more than one word.
    .map((given): Tree => ({
      is: "clause",
      ...given,
      words: given.style === "quoted" ? given.words : given.words.slice(0, 1),
    }));
  const pair = fc
    .record({
      is: fc.constantFrom("and" as const, "or" as const, "side by side" as const),
      left: tie("tree"),
      right: tie("tree"),
    })
    .map((given): Tree => given);
  return {
    tree: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      clause,
      tie("tree").map((of): Tree => ({ is: "not", of })),
      pair,
    ),
  };
});

function print(node: Tree, spaces: string): string {
  switch (node.is) {
    case "clause": {
      const value =
        node.style === "quoted"
          ? `"${node.words.join(" ")}"`
          : `${node.words.join("")}${node.style === "prefix" ? "*" : ""}`;
      return node.field === undefined ? value : `${node.field}:${value}`;
    }
    case "not":
      return `NOT${spaces}(${print(node.of, spaces)})`;
    default: {
      const operator = { "and": `AND${spaces}`, "or": `OR${spaces}`, "side by side": "" }[node.is];
      return `(${print(node.left, spaces)})${spaces}${operator}(${print(node.right, spaces)})`;
    }
  }
}

function means(node: Tree, doc: Doc): boolean {
  switch (node.is) {
    case "not":
      return !means(node.of, doc);
    case "and":
      return means(node.left, doc) && means(node.right, doc);
    case "or":
    case "side by side":
      return means(node.left, doc) || means(node.right, doc);
    case "clause": {
      const wanted = node.words.map(text => text.toLowerCase());
      const where = fields.filter(field => node.field === undefined || node.field === field);
      return where.some(field => {
        const words = doc[field].map(text => text.toLowerCase());
        return node.style === "prefix"
          ? words.some(text => text.startsWith(wanted[0] ?? ""))
          : ` ${words.join(" ")} `.includes(` ${wanted.join(" ")} `);
      });
    }
  }
}

const doc = fc.record({ displayName: fc.array(word, { maxLength: 4 }), description: fc.array(word, { maxLength: 4 }) });

const evaluate = (filter: string, texts: Readonly<Record<string, string>>) =>
  matches(parseFilter(filter), field => [texts[field] ?? ""], Object.keys(texts));

describe("a Lucene filter", () => {
  it("means what its tree means", () => {
    fc.assert(
      fc.property(tree, doc, fc.constantFrom(" ", "  ", "\t", "\n "), (node, document, spaces) => {
        const texts = { displayName: document.displayName.join(" "), description: document.description.join(" - ") };
        expect(evaluate(print(node, spaces), texts)).toBe(means(node, document));
      }),
      tries(3000),
    );
  });

  it("finds any text again that is quoted and escaped", () => {
    fc.assert(
      fc.property(fc.string({ unit: character, minLength: 1 }), text => {
        const quoted = `displayName:"${text.replace(/["\\]/g, "\\$&")}"`;
        expect(evaluate(quoted, { displayName: text })).toBe(true);
      }),
      tries(100),
    );
  });

  it("is read or refused, whatever it is, and never anything else", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: fc.constantFrom("(", ")", "a:", '"', "*", " ", "AND", "NOT ", "OR ", "\\", "b") }),
        ),
        text => {
          try {
            parseFilter(text);
          } catch (error) {
            expect(error).toBeInstanceOf(FilterProblem);
          }
        },
      ),
      tries(2000),
    );
  });

  it.each([
    ["a OR b AND c", { a: true, b: false, c: false }, true],
    ["a b AND c", { a: true, b: true, c: false }, true],
    ["NOT a AND b", { a: false, b: true, c: false }, true],
    ["NOT (a AND b)", { a: true, b: false, c: false }, true],
    ["NOT a b", { a: true, b: true, c: false }, true],
    ["(a OR b) AND c", { a: true, b: false, c: false }, false],
    ["NOT NOT a", { a: true, b: false, c: false }, true],
  ])("binds NOT before AND before OR: %s", (filter, present, expected) => {
    const displayName = Object.entries(present)
      .flatMap(([name, isPresent]) => (isPresent ? [name] : []))
      .join(" ");
    expect(evaluate(filter, { displayName })).toBe(expected);
  });

  it("reads and, or and not in small letters as words", () => {
    expect(evaluate("or", { displayName: "this or that" })).toBe(true);
    expect(evaluate("displayName:not", { displayName: "not at all" })).toBe(true);
  });
});
