import { expect, test } from "vitest";
import { verdictOn } from "../../../extension/leaks/verdict.ts";

test.each([
  ["src/main.ts", "not-ignored", "leak"],
  ["src/main.ts", "no-repository", "leak"],
  ["src/main.ts", "unknown", "leak"],
  ["src/main.ts", "ignored", "fine"],
  [".env", "ignored", "fine"],
  [".env", "not-ignored", "unhidden"],
  ["app/.env.local", "not-ignored", "unhidden"],
  [".env", "no-repository", "fine"],
  [".env", "unknown", "fine"],
  // Shared on purpose.
  [".env.example", "not-ignored", "leak"],
  ["my.env", "not-ignored", "leak"],
] as const)("a secret in %s, %s by git: %s", (path, ignored, verdict) => {
  expect(verdictOn(`/work/${path}`, ignored)).toBe(verdict);
});
