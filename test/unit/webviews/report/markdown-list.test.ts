import { expect, test } from "vitest";
import { markdownList } from "../../../../extension/webviews/report/markdown-list.ts";

const at = (path: string): URL => new URL(path, "https://acme.example");

test("groups, links, and where each is, with a remark below", () => {
  const findings = [
    { group: "Spaces", label: "HR", page: at("/wiki/spaces/HR") },
    { group: "Pages", label: "Salaries", where: "HR", page: at("/wiki/1") },
    { group: "Spaces", label: "Without a link" },
  ];
  expect(markdownList(findings, "Not all.")).toBe(
    [
      "- Spaces",
      "  - [HR](https://acme.example/wiki/spaces/HR)",
      "  - Without a link",
      "- Pages",
      "  - [Salaries](https://acme.example/wiki/1) (HR)",
      "",
      "Not all.",
      "",
    ].join("\n"),
  );
});

test.each([
  ["a link", "x](https://evil.example)", String.raw`x\](https\://evil.example)`],
  ["emphasis, code and markup", "*a* _b_ `c` <img src=x>", "\\*a\\* \\_b\\_ \\`c\\` \\<img src=x\\>"],
  ["an address that would become a link", "www.evil.example", String.raw`www\.evil.example`],
  ["a list of its own", "- item", String.raw`\- item`],
  ["a numbered list of its own", "1. item", String.raw`1\. item`],
  ["a line of its own", "a\n\n# b", String.raw`a \# b`],
  ["a backslash", "a\\", "a\\\\"],
])("a name stays text: %s", (_what, label, expected) => {
  expect(markdownList([{ group: "Pages", label }])).toBe(`- Pages\n  - ${expected}\n`);
});

test("a bracket in an address does not end its link", () => {
  expect(markdownList([{ group: "P", label: "x", page: at("/wiki/a(b)c") }])).toContain(
    "[x](https://acme.example/wiki/a%28b%29c)",
  );
});
