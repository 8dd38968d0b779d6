import { expect, test } from "vitest";
import { markdownText } from "../../../extension/core/markdown-text.ts";

test.each([
  ["a|b", "a\\|b"],
  ["<img src=x>", "\\<img src=x\\>"],
  ["[x](https://evil.example)", "\\[x\\](https\\://evil.example)"],
  ["www.evil.example", "www\\.evil.example"],
  ["two\nlines", "two lines"],
  ["back\\slash", "back\\\\slash"],
])("the text %j becomes %j", (value, text) => {
  expect(markdownText(value)).toBe(text);
});
