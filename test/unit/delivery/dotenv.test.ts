import { parse } from "dotenv";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { masked } from "../../../extension/delivery/dotenv/masked.ts";
import { readDotenv } from "../../../extension/delivery/dotenv/read.ts";
import { setVariables } from "../../../extension/delivery/dotenv/set-variables.ts";
import { PATIENCE_MS, runs, tries } from "../../tries.ts";

// Many runs, or programs of the machine's, which may be busy.
vi.setConfig({ testTimeout: PATIENCE_MS });

/** What our reader says, in the form of dotenv's answer. */
const ours = (text: string): Record<string, string> =>
  Object.fromEntries(readDotenv(text).map(({ name, value }) => [name, value]));

const lineEnd = fc.constantFrom("\n", "\r\n");
const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,6}$/u);
/** Characters that mean something to some reader of these files. */
const awkward = fc.string({
  unit: fc.constantFrom(
    ...["a", "b", "0", "9", "'", '"', "`", "\\", "#", "=", "$", " ", ":", "\t", "!", "&", "(", "{", "é", "漢", "😀"],
    ...["\n", "\r", "\r\n", "\\n", "\\r", '\\"', "\u00a0", "\u2028", "\uFEFF"],
  ),
  maxLength: 14,
});
/** What a server can give out: awkward, or quite ordinary. */
const secret = fc.oneof(fc.stringMatching(/^[\w@!#$%^&*()+=-]{8,30}$/u), awkward);

/** A file as people write it: assignments in every style, comments, blank lines, and now and then nonsense. */
const line = fc.oneof(
  fc
    .tuple(fc.constantFrom("", "", "export ", "  "), name, fc.constantFrom("=", "=", " = ", ": "), awkward)
    .map(parts => parts.join("")),
  fc
    .tuple(
      fc.constantFrom("", "export "),
      name,
      fc.constantFrom("'", '"', "`"),
      fc.string({ maxLength: 8 }),
      fc.constantFrom("", " # why", "#x"),
    )
    .map(
      ([head, variable, mark, value, tail]) => `${head}${variable}=${mark}${value.replaceAll(mark, "")}${mark}${tail}`,
    ),
  fc
    .tuple(name, fc.constantFrom("'", '"', "`"))
    .map(([variable, mark]) => `${variable}=${mark}first\nsecond # no comment\n=third${mark}`),
  awkward.map(text => `# ${text.replace(/[\r\n\u2028]/gu, " ")}`),
  fc.constantFrom("", "  ", "nonsense", "=", "A=", "B= # nothing yet", "export"),
  awkward,
);
const file = fc
  .tuple(fc.constantFrom("", "", "\uFEFF"), fc.array(line, { maxLength: 8 }), lineEnd, fc.boolean())
  .map(([mark, lines, end, closed]) => {
    const text = lines.join("\n").replaceAll("\n", end);
    return `${mark}${text}${closed && text !== "" ? end : ""}`;
  });

describe("the reader", () => {
  test("reads from any file what dotenv reads", () => {
    fc.assert(
      fc.property(fc.oneof(file, awkward), text => {
        expect(ours(text)).toEqual({ ...parse(text) });
      }),
      tries(2000),
    );
  });
});

describe("setting variables", () => {
  /** The file before and after with the values of these variables cut out: what is left has to be the same. */
  const without = (text: string, at: readonly number[]): string => {
    let rest = text;
    for (const { span } of readDotenv(text)
      .filter((_, index) => at.includes(index))
      .toReversed())
      rest = rest.slice(0, span.start) + rest.slice(span.end);
    return rest;
  };

  test("in any file: dotenv reads the new values exactly, and nothing else is another byte", () => {
    let refused = 0;
    fc.assert(
      fc.property(
        file,
        fc.uniqueArray(fc.tuple(name, secret), { selector: ([key]) => key, minLength: 1, maxLength: 2 }),
        (text, pairs) => {
          const variables = pairs.map(([key, value]) => ({ name: key, value }));
          const result = setVariables(text, variables);
          if (result.type === "refused") {
            refused += 1;
            return;
          }
          const before = readDotenv(text);
          expect({ ...parse(Buffer.from(result.text)) }).toEqual({
            ...parse(Buffer.from(text)),
            ...Object.fromEntries(pairs),
          });

          const added = result.changes.filter(({ how }) => how === "added");
          const kept = readDotenv(result.text).length - added.length;
          expect(kept).toBe(before.length);
          const changed = result.changes
            .filter(({ how }) => how === "updated")
            .map(change => before.findLastIndex(assignment => assignment.name === change.name));
          const rest = Buffer.from(without(text, changed));
          const restAfter = Buffer.from(without(result.text, changed));
          expect(restAfter.subarray(0, rest.length)).toEqual(rest);
          const appended = restAfter.subarray(rest.length).toString();
          if (added.length === 0) expect(appended).toBe("");
          else expect(Object.keys(parse(appended))).toEqual(expect.arrayContaining(added.map(change => change.name)));
        },
      ),
      tries(400),
    );
    // Most can be done: refusing all would pass what stands above.
    expect(refused).toBeLessThan(runs(400) / 4);
  });

  test("into a file that dotenv and shells agree about, everything but a NUL goes", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{1,40}$/u), value => {
        const result = setVariables("# mine\nA=1\n", [{ name: "SECRET", value }]);
        if (result.type === "refused") {
          // All three quotes and a comment's sign: dotenv has no way to write that.
          expect(["'", '"', "`", "#"].every(sign => value.includes(sign))).toBe(true);
          return;
        }
        expect(parse(result.text)).toEqual({ A: "1", SECRET: value });
      }),
      tries(400),
    );
  });

  const set = (text: string, key: string, value: string): string => {
    const result = setVariables(text, [{ name: key, value }]);
    if (result.type === "refused") throw new Error(`refused: ${result.reason}`);
    return result.text;
  };

  test.each([
    ["a plain line", "A=1\nKEY=old\nB=2\n", "A=1\nKEY=new\nB=2\n"],
    ["a comment behind it", "KEY=old   # the nightly job\n", "KEY=new   # the nightly job\n"],
    ["a comment right behind it, which shells take for the value", "KEY=old# why\n", "KEY='new'# why\n"],
    ["double quotes", 'KEY="old"\n', 'KEY="new"\n'],
    ["single quotes", "KEY='old'\n", "KEY='new'\n"],
    ["export and blanks", "  export KEY = old\n", "  export KEY = new\n"],
    ["CRLF and a BOM", "\uFEFFA=1\r\nKEY=old\r\n", "\uFEFFA=1\r\nKEY=new\r\n"],
    ["no value yet", "KEY=\nB=2\n", "KEY=new\nB=2\n"],
    ["a value over several lines", 'KEY="-----BEGIN\nabc\n"\nB=2', 'KEY="new"\nB=2'],
    ["no final line end", "A=1\nKEY=old", "A=1\nKEY=new"],
    ["a value that holds what looks like the variable", "A='\nKEY=x\n'\nKEY=old\n", "A='\nKEY=x\n'\nKEY=new\n"],
    ["a commented-out line, which stays one", "# KEY=old\n", "# KEY=old\nKEY=new\n"],
    ["not there, no final line end", "A=1", "A=1\nKEY=new"],
    ["not there, CRLF", "A=1\r\n", "A=1\r\nKEY=new\r\n"],
    ["not there, all others exported", "export A=1\n", "export A=1\nexport KEY=new\n"],
    ["an empty file", "", "KEY=new\n"],
    ["the same value already", "KEY = 'new' # yes\n", "KEY = 'new' # yes\n"],
  ])("%s", (_, before, after) => {
    expect(set(before, "KEY", "new")).toBe(after);
    expect(parse(after)["KEY"]).toBe("new");
  });

  test("of several assignments to one name the last changes, which is the one that dotenv reads", () => {
    const result = setVariables("KEY=1\nA=x\nKEY=2\n", [{ name: "KEY", value: "new" }]);
    expect(result).toEqual({
      type: "set",
      text: "KEY=1\nA=x\nKEY=new\n",
      changes: [{ name: "KEY", how: "updated", times: 2 }],
    });
  });

  test("blanks, comment signs, dollars and line ends get quotes", () => {
    expect(set("", "KEY", "a b")).toBe("KEY='a b'\n");
    expect(set("", "KEY", "a#b$c")).toBe("KEY='a#b$c'\n");
    expect(set("", "KEY", "it's #1")).toBe('KEY="it\'s #1"\n');
    expect(set('KEY=""\n', "KEY", "two\nlines")).toBe('KEY="two\\nlines"\n');
  });

  test.each([
    ["a name that no variable can have", "A=1\n", "MY-KEY", "x", "name"],
    ["a NUL, which no environment holds", "", "KEY", "a\0b", "value"],
    ["half a character", "", "KEY", "a\ud800", "value"],
    ["all quotes and a comment's sign", "", "KEY", "a'b\"c`d#e", "value"],
    ["a value on the line after its name", "KEY=\n'old'\n", "KEY", "new", "spread"],
  ])("refuses %s", (_, text, key, value, reason) => {
    expect(setVariables(text, [{ name: key, value }])).toEqual({ type: "refused", name: key, reason });
  });

  test("does not close a quote that somebody left open, for that would change another variable", () => {
    const text = 'A="never closed\n';
    const after = set(text, "KEY", "it's");
    expect(parse(after)).toEqual({ ...parse(text), KEY: "it's" });
  });
});

describe("the masked text", () => {
  test("has names and comments, and no value", () => {
    const text = "# the nightly job\nexport A=one # why\n# OLD=two\nB='thr\nee'\nsome four\nC=\n";
    expect(masked(text)).toMatchInlineSnapshot(`
      "# the nightly job
      export A=•••••••• # why
      # OLD=••••••••
      B='••••••••'
      ••••••••
      C=
      "
    `);
  });

  test("of any file shows none of the values that dotenv reads from it", () => {
    const canary = fc.stringMatching(/^canary[0-9a-f]{6}$/u);
    fc.assert(
      fc.property(file, fc.array(canary, { minLength: 2, maxLength: 2 }), (text, [first = "", second = ""]) => {
        const result = setVariables(text, [
          { name: "ONE", value: first },
          { name: "TWO", value: `${second} 'x` },
        ]);
        if (result.type === "set") expect(masked(result.text)).not.toMatch(/canary/u);
      }),
      tries(400),
    );
  });
});
