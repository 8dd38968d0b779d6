import { existsSync, globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { read } from "./lockfile.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const page = read("SECURITY.md");
const [threats = "", commands = ""] = page.split("## The worst day, on purpose");
const rows = threats.split("\n").filter(line => /^\| (?!Attacker|-)/u.test(line));
const named = [...new Set([...page.matchAll(/`(test\/[^`*]+)`/gu)].map(([, name = ""]) => name))];
const tests = globSync("test/**/*.{test,spec}.ts", { cwd: root }).map(name => name.replaceAll("\\", "/"));

/** Made to hold an attack off each, so that the page has to name them all. */
const wholeFolders = /^test\/(?:unit\/(?:hostile|fuzz)|ui\/hostile|chaos\/bad-days)\//u;

describe("SECURITY.md", () => {
  test("has a proof for each attack", () => {
    expect(rows.length).toBeGreaterThan(15);
    for (const row of rows) expect(row).toMatch(/`test\/[^`]+\.(?:test|spec)?\.?ts`/u);
  });

  test.each(named)("names %s, which is run and has something that is not skipped", name => {
    if (!/\.(?:test|spec)\.ts$/u.test(name)) {
      // A suite with a program of its own, such as test/faults/main.ts.
      const suite = name.split("/")[1] ?? "";
      expect(existsSync(`${root}${name}`) && existsSync(`${root}scripts/commands/test-${suite}.mjs`)).toBe(true);
      return;
    }
    // The ends that the runners look for: vitest, mocha inside of VS Code, Playwright.
    expect(name).toMatch(/^test\/(?:(?:unit|conformance|packaging|chaos)\/.*\.test|ui\/.*\.spec)\.ts$/u);
    const text = read(name);
    expect(text).toMatch(/^\s*(?:test|it)(?:\.each\(|\.skipIf\(|\()/mu);
    expect(text).not.toMatch(/\b(?:test|it|describe)\.(?:only|todo|fixme|skip\((?=["'`]))/u);
  });

  test("forgets no file of the folders that are there for this", () => {
    const there = tests.filter(name => wholeFolders.test(name));
    expect(there.length).toBeGreaterThan(15);
    expect(there.filter(name => !named.includes(name))).toEqual([]);
  });

  const tried = [...commands.matchAll(/npm run (?<script>[\w:]+)(?: -- (?<rest>[^`]*))?/gu)].map(
    ([whole, script = "", rest = ""]) => ({ whole, script, rest }),
  );

  test.each(tried)("$whole: there is such a command, and each of its filters finds tests", ({ script, rest }) => {
    const { scripts } = v.parse(
      v.object({ scripts: v.record(v.string(), v.string()) }),
      JSON.parse(read("package.json")),
    );
    expect(Object.keys(scripts)).toContain(script);
    const suite = script.replace("test:", "test/");
    for (const filter of rest.startsWith("-") ? [] : rest.split(" ").filter(Boolean))
      expect(tests.filter(name => name.startsWith(suite) && name.includes(filter))).not.toEqual([]);
  });
});
