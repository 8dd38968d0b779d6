import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { read } from "./lockfile.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const page = read("ARCHITECTURE.md");
const [, map = ""] = /```\n([^`]*(?:`[^`\n]+`[^`]*)*)```/u.exec(page) ?? [];

/** The folders that the map has: those at the margin, and below each the ones with which its lines begin. */
function foldersOfMap(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let below: string[] = [];
  for (const line of map.split("\n")) {
    const [, top] = /^([\w-]+)\//u.exec(line) ?? [];
    if (top !== undefined) found.set(top, (below = []));
    const [, names = ""] = /^ {2}([\w-]+\/(?: {1,2}[\w-]+\/)*)/u.exec(line) ?? [];
    below.push(...names.split(/[/ ]+/u).filter(Boolean));
  }
  return found;
}

const foldersIn = (place: string): string[] =>
  readdirSync(`${root}${place}`, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name);

describe("ARCHITECTURE.md", () => {
  const mapped = foldersOfMap();

  test("names folders that are there", () => {
    expect(foldersIn("")).toEqual(expect.arrayContaining([...mapped.keys()]));
  });

  test.each(["extension", "mock-server", "test"])("names each folder of %s, and no other", top => {
    expect(mapped.get(top)?.sort()).toEqual(foldersIn(top).sort());
  });

  test("names each tab's folder in extension/webviews", () => {
    const [, tabs = ""] = /webviews\/ ([\s\S]*?)cli\//u.exec(map) ?? [];
    expect([...tabs.matchAll(/([\w-]+)\//gu)].map(([, name]) => name).sort()).toEqual(
      foldersIn("extension/webviews").sort(),
    );
  });

  test("is no longer than two pages", () => {
    expect(page.trim().split(/\s+/u).length).toBeLessThanOrEqual(1000);
  });
});
