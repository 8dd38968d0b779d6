import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const withProperties = globSync("test/**/*.test.ts", { cwd: root })
  .map(name => ({ name, text: readFileSync(`${root}${name}`, "utf8") }))
  .filter(({ text }) => /^import .*"fast-check"/mu.test(text));
const times = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/* `npm run test:fuzz` can say how often, and bring back what failed, only where a property asks `test/tries.ts`. */
test.each(withProperties)("each property of $name is one that npm run test:fuzz reaches", ({ text }) => {
  expect(times(text, /\bfc\.assert\(/gu)).toBeGreaterThan(0);
  expect(times(text, /\b(?:tries|slowTries)\(/gu)).toBe(times(text, /\bfc\.assert\(/gu));
  expect(text).not.toMatch(/numRuns: \d/u);
});
