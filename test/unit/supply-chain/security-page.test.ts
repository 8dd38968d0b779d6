import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { read } from "./lockfile.ts";

const page = read("SECURITY.md");
const rows = page.split("\n").filter(line => /^\| (?!Attacker|-)/u.test(line));
const named = [...new Set([...page.matchAll(/`(test\/[^`*]+)`/gu)].map(([, name = ""]) => name))];

describe("SECURITY.md", () => {
  test("has a proof for each attack", () => {
    expect(rows.length).toBeGreaterThan(15);
    for (const row of rows) expect(row).toMatch(/`test\/[^`]+\.(?:test|spec)?\.?ts`/u);
  });

  test.each(named)("names %s, which is there", name => {
    expect(existsSync(fileURLToPath(new URL(`../../../${name}`, import.meta.url)))).toBe(true);
  });
});
