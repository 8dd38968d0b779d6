import { expect, test } from "vitest";
import { jsonText } from "../../../extension/core/json-text.ts";

test("no character of a name is at work in a terminal, and none is lost", () => {
  const value = { label: "a\u009b31m\u001b[2J\u007f\u202eb\u2066\u200f\u061c\u2028\u2029c", plain: "ä 例 👩‍💻" };
  const text = jsonText(value);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
  expect(text).toContain(String.raw`"a\u009b31m\u001b[2J\u007f\u202eb\u2066\u200f\u061c\u2028\u2029c"`);
  expect(text).toContain("ä 例 👩‍💻");
  expect(JSON.parse(text)).toEqual(value);
});
