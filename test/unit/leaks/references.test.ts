import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withReferences } from "../../../extension/leaks/references.ts";
import { tries } from "../../tries.ts";

const SECRET = "Canary-7h15-15!9";
const NAME = "NIGHTLY_SECRET";

/** The text with references in place of all that reads like the secret. */
function moved(text: string, language: string): string {
  const copies = [...text.matchAll(new RegExp(SECRET, "gu"))].map(({ index }) => ({
    start: index,
    end: index + SECRET.length,
  }));
  return withReferences(text, copies, language, NAME);
}

describe("a text in quotes that is the secret becomes what the language reads from the environment", () => {
  test.each([
    ["typescript", `const key = "${SECRET}";`, "const key = process.env.NIGHTLY_SECRET;"],
    ["javascript", `use('${SECRET}', \`${SECRET}\`)`, "use(process.env.NIGHTLY_SECRET, process.env.NIGHTLY_SECRET)"],
    ["python", `key = '${SECRET}'`, 'key = os.environ["NIGHTLY_SECRET"]'],
    ["ruby", `key = "${SECRET}"`, 'key = ENV.fetch("NIGHTLY_SECRET")'],
    ["php", `$key = '${SECRET}';`, "$key = getenv('NIGHTLY_SECRET');"],
    ["go", `key := "${SECRET}"`, 'key := os.Getenv("NIGHTLY_SECRET")'],
    ["java", `key = "${SECRET}";`, 'key = System.getenv("NIGHTLY_SECRET");'],
    ["csharp", `key = "${SECRET}";`, 'key = Environment.GetEnvironmentVariable("NIGHTLY_SECRET");'],
    ["powershell", `$key = "${SECRET}"`, "$key = $env:NIGHTLY_SECRET"],
    ["shellscript", `KEY='${SECRET}'`, 'KEY="${NIGHTLY_SECRET}"'],
  ])("in %s", (language, before, after) => {
    expect(moved(before, language)).toBe(after);
  });
});

describe("where variables stand in texts, only the value is replaced", () => {
  test.each([
    ["shellscript", `curl -u "bot:${SECRET}" $URL`, 'curl -u "bot:${NIGHTLY_SECRET}" $URL'],
    ["shellscript", `export KEY=${SECRET}`, "export KEY=${NIGHTLY_SECRET}"],
    ["yaml", `key: ${SECRET} # soon`, "key: ${NIGHTLY_SECRET} # soon"],
    ["dockercompose", `- 'KEY=${SECRET}'`, "- 'KEY=${NIGHTLY_SECRET}'"],
  ])("in %s", (language, before, after) => {
    expect(moved(before, language)).toBe(after);
  });
});

describe("where that can't be told, the name is left as a placeholder", () => {
  test.each([
    ["a part of a text", "typescript", `"Bearer ${SECRET}"`, '"Bearer NIGHTLY_SECRET"'],
    ["a text with a prefix", "python", `f"${SECRET}"`, 'f"NIGHTLY_SECRET"'],
    ["quotes of three", "python", `"""${SECRET}"""`, '"""NIGHTLY_SECRET"""'],
    ["two kinds of quotes", "javascript", `"${SECRET}'`, "\"NIGHTLY_SECRET'"],
    [
      "quotes that were escaped",
      "javascript",
      String.raw`"{\"key\":\"${SECRET}\"}"`,
      String.raw`"{\"key\":\"NIGHTLY_SECRET\"}"`,
    ],
    ["a part of what a shell leaves as it is", "shellscript", `echo 'key: ${SECRET}'`, "echo 'key: NIGHTLY_SECRET'"],
    ["JSON", "json", `{"key": "${SECRET}"}`, '{"key": "NIGHTLY_SECRET"}'],
    ["a comment", "go", `// ${SECRET}`, "// NIGHTLY_SECRET"],
  ])("%s", (_, language, before, after) => {
    expect(moved(before, language)).toBe(after);
  });
});

test("all else stays as it is, whatever it is, and no copy is left", () => {
  const piece = fc.string({
    unit: fc.constantFrom("a", "'", '"', "`", "\\", "\r\n", "\n", " ", "$", "{", "💶"),
    maxLength: 8,
  });
  const language = fc.constantFrom("typescript", "python", "shellscript", "yaml", "json", "plaintext");
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), language, (pieces, id) => {
      const after = moved(pieces.join(SECRET), id);
      expect(after).not.toContain(SECRET);
      const rest = after.replace(/["']?\$?\{?(?:process\.env\.|os\.environ\[")?NIGHTLY_SECRET(?:"\])?\}?["']?/gu, "");
      // Quotes may go with a copy; nothing else does, and nothing comes.
      const bare = (text: string): string => text.replace(/["'`${}]/gu, "");
      expect(bare(rest)).toBe(bare(pieces.join("")));
    }),
    tries(300),
  );
});

test("copies that overlap are replaced together", () => {
  const copies = [
    { start: 0, end: 6 },
    { start: 3, end: 9 },
  ];
  expect(withReferences("abcabcabc;", copies, "plaintext", "X")).toBe("Xabc;");
});
