import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { describe, expect, test } from "vitest";

/* What a folder that somebody else made can change: nothing. `test/ui/hostile/workspace.spec.ts` tries it in a real VS Code. */

const root = fileURLToPath(new URL("../../../", import.meta.url));
const setting = v.object({ scope: v.optional(v.string()) });
const manifest = v.parse(
  v.object({
    capabilities: v.object({ untrustedWorkspaces: v.object({ supported: v.boolean() }) }),
    contributes: v.object({ configuration: v.object({ properties: v.record(v.string(), setting) }) }),
  }),
  JSON.parse(readFileSync(join(root, "package.json"), "utf8")),
);
const settings = manifest.contributes.configuration.properties;

const sources = readdirSync(join(root, "extension"), { recursive: true, encoding: "utf8" })
  .filter(name => name.endsWith(".ts"))
  .map(name => ({ name: name.replaceAll("\\", "/"), text: readFileSync(join(root, "extension", name), "utf8") }));
const filesWith = (pattern: RegExp): readonly string[] =>
  sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

describe("settings", () => {
  test.each(Object.entries(settings))("%s is the person's: VS Code ignores it in a folder", (_, { scope }) => {
    expect(scope).toBe("application");
  });

  test("that are read are those that are declared", () => {
    const read = sources.flatMap(({ text }) => [
      ...text.matchAll(/getConfiguration\("keyporter"\)\s*\.get(?:<[^>]*>)?\(\s*"([^"]+)"/gu),
    ]);
    for (const [, name = ""] of read) expect(Object.keys(settings)).toContain(`keyporter.${name}`);
  });
});

describe("programs", () => {
  const source = (wanted: string): string => sources.find(({ name }) => name === wanted)?.text ?? "";

  test("are two: the bundled mock server, and git where the folder is trusted", () => {
    const starting = filesWith(/from "(?:node:)?child_process"|import\("(?:node:)?child_process"\)/u);
    expect(starting.toSorted()).toEqual(["delivery/ignored-by-git.ts", "mock/bundled.ts"]);

    const mock = source("mock/bundled.ts");
    expect(mock).not.toMatch(/getConfiguration|workspaceFolders|shell: true/u);
    expect(mock).toMatch(/execArgv: \[\]/u);

    const git = source("delivery/ignored-by-git.ts");
    expect(git).toMatch(/!vscode\.workspace\.isTrusted\) return "unknown";/u);
    expect(git).toMatch(/execFile\("git"/u);
    // Programs that the folder's own configuration of git may name.
    expect(git).toMatch(/core\.fsmonitor=false/u);
    expect(git).not.toMatch(/shell: true|cwd:/u);
  });

  test("and nothing is typed into a terminal or run as a task", () => {
    expect(filesWith(/createTerminal\([^)]|sendText|ShellExecution|ProcessExecution|executeTask/u)).toEqual([]);
  });

  test("nor is any text made code", () => {
    expect(filesWith(/\beval\(|new Function\(|\bvm"|innerHTML|insertAdjacentHTML|document\.write/u)).toEqual([]);
  });

  test("nor may a text in a tooltip run a command", () => {
    expect(filesWith(/isTrusted = |supportHtml = /u)).toEqual([]);
  });
});
