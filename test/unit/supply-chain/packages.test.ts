import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { packages, read, withTheirOwn } from "./lockfile.ts";

/* What comes from elsewhere: little of it ships, each with a reason, under a licence that allows it, and nothing of it runs at install. */

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The packages that the source of what ships imports, types left out, and whose files are copied. */
function imported(): readonly string[] {
  const sources = ["extension", "mock-server"].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter(name => name.endsWith(".ts") && !name.endsWith(".d.ts"))
      .map(name => readFileSync(join(root, folder, name), "utf8")),
  );
  const names = sources.flatMap(source =>
    [...source.matchAll(/^(?:import|export)(?! type)[^;]*? from "((?:@[\w-]+\/)?[\w-]+)(?:\/[^"]*)?";/gmu)].map(
      ([, name = ""]) => name,
    ),
  );
  return [...new Set([...names, "@vscode/codicons"])].filter(name => name !== "vscode" && name !== "node").sort();
}

/** The rows of the table in CONTRIBUTING.md: the first cell is the name. */
const justified = [
  ...(/## What ships from elsewhere\n([^#]*)/u.exec(read("CONTRIBUTING.md"))?.[1] ?? "").matchAll(/^\| `([^`]+)`/gmu),
].map(([, name = ""]) => name);

/** Asked for by name, so that a new one is looked at. */
const SHIPPED_LICENCES = ["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0"];
const TOOL_LICENCES = [
  ...SHIPPED_LICENCES,
  ...["0BSD", "Apache-2.0", "BlueOak-1.0.0", "MPL-2.0", "Artistic-2.0", "PSF-2.0", "Unlicense"],
  "(AFL-2.1 OR BSD-3-Clause)",
];
/** Microsoft's program that signs extensions, brought by vsce; it stays at home. */
const OWN_LICENCE = "@vscode/vsce-sign";

describe("what ships from elsewhere", () => {
  test("is what CONTRIBUTING.md gives a reason for, and no more", () => {
    expect(justified.toSorted()).toEqual(imported());
  });

  test("with all that it needs has licences that let it be handed on", () => {
    const shipped = withTheirOwn(imported());
    expect(shipped.length).toBeGreaterThan(40);
    for (const { name, license } of shipped) expect(SHIPPED_LICENCES, `${name}: ${license}`).toContain(license);
  });

  test("is nothing that npm would install with the package: everything is bundled", () => {
    const manifest = v.parse(
      v.looseObject({ dependencies: v.optional(v.looseObject({})) }),
      JSON.parse(read("package.json")),
    );
    expect(Object.keys(manifest.dependencies ?? {})).toEqual([]);
  });
});

describe("the tools", () => {
  test("have licences that were looked at", () => {
    for (const { name, license } of packages) {
      if (!name.startsWith(OWN_LICENCE)) expect(TOOL_LICENCES, `${name}: ${license}`).toContain(license);
    }
  });

  test("run nothing when they are installed but these two, which do not need to", () => {
    const scripts = packages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
    expect(scripts.toSorted()).toEqual(["@vscode/vsce-sign", "esbuild"]);
    // And what npm scripts start installs without any.
    expect(read("scripts/npm.mjs")).toContain('"--ignore-scripts"');
  });

  test("are the very bytes that were looked at, from the registry and nowhere else", () => {
    for (const { name, integrity, resolved } of packages) {
      expect(integrity, name).toMatch(/^sha512-/u);
      expect(resolved ?? "https://registry.npmjs.org/", name).toMatch(/^https:\/\/registry\.npmjs\.org\//u);
    }
  });

  test("are asked for in exact versions", () => {
    const manifest = v.parse(
      v.object({ devDependencies: v.record(v.string(), v.string()) }),
      JSON.parse(read("package.json")),
    );
    for (const [name, version] of Object.entries(manifest.devDependencies))
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/u);
  });
});

describe("npm audit", () => {
  const Report = v.object({ vulnerabilities: v.record(v.string(), v.object({ severity: v.string() })) });

  test("knows of no vulnerability in what ships, and of no high one in the tools", async context => {
    const args = ["audit", "--json", "--fetch-retries=0", "--fetch-timeout=15000"];
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const run = promisify(execFile)(npm, args, {
      cwd: root,
      maxBuffer: 64 * 1024 * 1024,
      shell: process.platform === "win32",
    });
    const output = await run.then(
      ({ stdout }) => stdout,
      (failed: unknown) => v.parse(v.object({ stdout: v.string() }), failed).stdout,
    );
    const report = v.safeParse(v.pipe(v.string(), v.parseJson(), Report), output);
    if (!report.success) {
      context.skip("the npm registry here has no audit, so nothing is known; where it has one, this test looks");
      return;
    }
    const shipped = new Set(withTheirOwn(imported()).map(({ name }) => name));
    const found = Object.entries(report.output.vulnerabilities);
    expect(found.filter(([name]) => shipped.has(name)).map(([name]) => name)).toEqual([]);
    const grave = found.filter(([, { severity }]) => severity === "high" || severity === "critical");
    expect(grave.map(([name]) => name)).toEqual([]);
  }, 60_000);
});
