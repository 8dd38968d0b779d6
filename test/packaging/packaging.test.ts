import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageIn, type Made } from "./packaged-copy.ts";

const run = promisify(execFile);

/** Everything that is handed on, and what a user needs it for. A new file that matches none of these is not handed on by accident. */
const needed: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^package\.json$/, "what VS Code and npm know of it"],
  [/^package\.nls(\.[a-z-]+)?\.json$/, "its words in each language"],
  [/^extension\/l10n\/bundle\.l10n\.[a-z-]+\.json$/, "the other words in each language"],
  [/^(README|CHANGELOG)\.md$/, "the pages that VS Code shows"],
  [/^LICENSE$/, "its licence"],
  [/^dist\/THIRD-PARTY-NOTICES\.txt$/, "the licences of what is bundled"],
  [/^dist\/(extension|later|undici)\.cjs$/, "the extension"],
  [/^dist\/webviews\/\w+\.js$/, "the scripts of its tabs"],
  [/^dist\/webviews\/codicon\.(css|ttf)$/, "VS Code's icons for the tabs"],
  [/^media\/webviews\/\w+\.css$/, "the looks of its tabs"],
  [/^media\/(icon\.png|keyporter\.svg)$/, "its icons"],
  [/^media\/walkthrough\/\w+\.svg$/, "the pictures of its walkthrough"],
  [/^media\/schemas\/\w+\.json$/, "what editors know of the files of a team"],
  [/^media\/activity\.tmLanguage\.json$/, "the colours of the activity journal"],
  [/^dist\/cli\.mjs$/, "the command line"],
  [/^dist\/mock(-server|-recorder)?\.mjs$/, "the mock server"],
  [/^dist\/mock\.d\.ts$/, "the types of the mock server, for tests"],
  [/^dist\/api\.d\.ts$/, "the types of what other extensions get"],
  [/^dist\/api\.d\.cts$/, "the same for extensions that are CommonJS"],
  [/^dist\/dashboard\/(index\.html|page\.js|style\.css|icon\.svg)$/, "the mock server's page"],
];

let place: string;
let made: Made;
let madeElsewhere: Made;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "keyporter-packaging-"));
  const SOURCE_DATE_EPOCH = "1750000000";
  [made, madeElsewhere] = await Promise.all([
    packageIn(join(place, "here"), { SOURCE_DATE_EPOCH, TZ: "UTC", LANG: "C" }),
    packageIn(join(place, "another place"), { SOURCE_DATE_EPOCH, TZ: "Pacific/Auckland", LANG: "de_DE.UTF-8" }),
  ]);
}, 180_000);

afterAll(() => rm(place, { recursive: true, force: true }));

/** Runs a program of node_modules in the copy. */
async function inCopy(program: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [join("node_modules", program), ...args], {
    cwd: join(place, "here"),
  });
  return stdout;
}

const lines = (text: string): readonly string[] => text.split("\n").filter(line => line !== "");
const unneeded = (files: readonly string[]): readonly string[] =>
  files.filter(file => !needed.some(([pattern]) => pattern.test(file)));
const unmatched = (files: readonly string[]): readonly string[] =>
  needed.filter(([pattern]) => !files.some(file => pattern.test(file))).map(([, why]) => why);

describe("npm run package", () => {
  it("warns of nothing", () => {
    expect(made.output).not.toMatch(/warn/i);
  });

  it("makes the same bytes of the same sources, wherever and in whatever time zone", () => {
    expect(made.vsix.equals(madeElsewhere.vsix)).toBe(true);
    expect(made.sbom.equals(madeElsewhere.sbom)).toBe(true);
  });

  it("keeps to its budget of 1.5 MB", () => {
    expect(made.vsix.length).toBeLessThan(1.5 * 1024 * 1024);
  });
});

describe("what is handed on", () => {
  it("is in the VSIX what a user needs, all of it and nothing else", async () => {
    const files = lines(await inCopy("@vscode/vsce/vsce", "ls", "--no-dependencies"));
    expect(unneeded(files)).toEqual([]);
    expect(unmatched(files)).toEqual([]);
  });

  it("is in the VSIX whatever package.json names", async () => {
    const files = lines(await inCopy("@vscode/vsce/vsce", "ls", "--no-dependencies"));
    const manifest = v.parse(v.looseObject({}), JSON.parse(await readFile(join(place, "here/package.json"), "utf8")));
    const said = Object.entries(manifest).filter(([name]) => name !== "files" && name !== "scripts");
    const named = [...JSON.stringify(said).matchAll(/"(?:\.\/)?((?:media|dist)\/[^"]+)"/g)].map(([, path]) => path);
    expect(named.length).toBeGreaterThan(5);
    expect(files).toEqual(expect.arrayContaining(named));
  });

  it("is the same in the npm package", async () => {
    const { stdout } = await run("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: join(place, "here"),
      shell: process.platform === "win32",
    });
    const Packed = v.tuple([v.object({ files: v.array(v.object({ path: v.string() })) })]);
    const files = v.parse(Packed, JSON.parse(stdout))[0].files.map(({ path }) => path);
    expect(unneeded(files)).toEqual([]);
    expect(unmatched(files)).toEqual([]);
  });
});

describe("another extension", () => {
  it.each([
    ["CommonJS, as VS Code's own template has it", "commonjs", ["--module", "node16"]],
    ["a module", "module", ["--module", "nodenext"]],
    ["put through a bundler", "module", ["--module", "esnext", "--moduleResolution", "bundler"]],
  ])(
    "that is %s compiles with the types of the contract",
    async (_what, type, options) => {
      const folder = await mkdtemp(join(place, "other-"));
      await mkdir(join(folder, "node_modules"));
      await symlink(join(place, "here"), join(folder, "node_modules/keyporter"), "junction");
      await symlink(join(place, "here/node_modules/@types"), join(folder, "node_modules/@types"), "junction");
      await writeFile(join(folder, "package.json"), JSON.stringify({ type }));
      const source = `import type { KeyporterApi, Service } from "keyporter/api";
      export const offer = (api: KeyporterApi, service: Service): 1 => (api.registerService(service).dispose(), api.version);`;
      await writeFile(join(folder, "extension.ts"), source);
      const strict = ["--strict", "--noEmit", "--target", "es2022", "--lib", "es2022", "--types", "node"];
      const tsc = join(place, "here/node_modules/typescript/bin/tsc");
      const { stdout } = await run(process.execPath, [tsc, ...strict, ...options, "extension.ts"], {
        cwd: folder,
      }).catch(
        // Its complaints are on standard output.
        (error: unknown) => v.parse(v.looseObject({ stdout: v.string() }), error),
      );
      expect(stdout).toBe("");
    },
    60_000,
  );
});

describe("the README in the VSIX", () => {
  it("has no link and no picture that would lead nowhere", async () => {
    const text = await readFile(join(place, "here/dist/README.md"), "utf8");
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target.slice(0, 40));
    expect(targets.filter(target => !/^(https:|#)/.test(target))).toEqual([]);
    expect(text).toContain("## What it does");
  });

  it("leads to headings that are there", async () => {
    const text = await readFile(join(place, "here/README.md"), "utf8");
    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => slug(heading));
    for (const [, anchor = ""] of text.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor);
  });
});

describe("what is bundled", () => {
  const Sbom = v.object({
    bomFormat: v.literal("CycloneDX"),
    metadata: v.object({ component: v.object({ name: v.literal("keyporter"), version: v.string() }) }),
    components: v.array(
      v.object({
        name: v.string(),
        version: v.string(),
        licenses: v.pipe(v.array(v.unknown()), v.minLength(1)),
        hashes: v.pipe(v.array(v.object({ alg: v.literal("SHA-512") })), v.minLength(1)),
      }),
    ),
  });

  it("is listed in the SBOM, each with its licence and its hash, and no tool that stays at home", () => {
    const { components } = v.parse(Sbom, JSON.parse(made.sbom.toString()));
    const names = components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["express", "lowdb", "undici", "valibot", "@vscode/codicons"]));
    expect(names).not.toEqual(expect.arrayContaining(["esbuild"]));
    expect(names).not.toContain("typescript");
  });

  it("comes with its licences, word for word", async () => {
    const { components } = v.parse(Sbom, JSON.parse(made.sbom.toString()));
    const notices = await readFile(join(place, "here/dist/THIRD-PARTY-NOTICES.txt"), "utf8");
    for (const { name, version } of components) expect(notices).toContain(`\n${name} ${version} (`);
    const license = await readFile(join(place, "here/node_modules/express/LICENSE"), "utf8");
    expect(notices).toContain(license.trim());
  });
});

/** As VS Code and GitHub make an anchor of a heading. */
const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
