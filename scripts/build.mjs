import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { packagedReadme } from "./packaged-readme.mjs";
import { at, cache } from "./paths.mjs";
import { sbomOf } from "./sbom.mjs";
import { installVsCode, newest } from "./vscode.mjs";

const manifest = JSON.parse(readFileSync(at("package.json"), "utf8"));
const done = new Map();

/** What several suites of one run need is made once. */
const oncePerRun =
  (name, make) =>
  (...args) => {
    const key = [name, ...args].join(" ");
    if (!done.has(key)) done.set(key, make(...args));
    return done.get(key);
  };

/** Fills dist/; with `--dev` for a debugger. */
export const build = oncePerRun("build", async (...options) => {
  const { code } = await run(process.execPath, [at("esbuild.mjs"), ...options]);
  if (code !== 0) throw new Failure("The build failed; esbuild says above where.");
});

/** The file that people install, made from dist/ and what package.json's `files` allows; the same bytes for the same commit. */
export async function packageVsix(file = at(`${manifest.name}-${manifest.version}.vsix`)) {
  await build();
  const { code, output } = await run(
    process.execPath,
    [at("node_modules/@vscode/vsce/vsce"), "package", "--no-dependencies", ...readmeArgs(), "--out", file],
    // The ZIP format keeps local times.
    { capture: true, input: "ignore", env: { ...process.env, SOURCE_DATE_EPOCH: sourceTime(), TZ: "UTC" } },
  );
  if (code !== 0) throw new Failure(`${output}\nThe VSIX could not be packaged; vsce says above why.`);
  const warnings = output.split("\n").filter(line => /warning/i.test(line));
  return { file, warnings };
}

/** With a public repository vsce makes the README's links and pictures lead there; without one they have to do by themselves. */
function readmeArgs() {
  if (manifest.repository) return [];
  writeFileSync(at("dist/README.md"), packagedReadme(readFileSync(at("README.md"), "utf8")));
  return ["--readme-path", "dist/README.md", "--allow-missing-repository", "--no-rewrite-relative-links"];
}

/** Writes what the VSIX contains beside it, in CycloneDX. */
export async function writeSbom(file = at(`${manifest.name}-${manifest.version}.cdx.json`)) {
  await build();
  const { description } = JSON.parse(readFileSync(at("package.nls.json"), "utf8"));
  const bundled = JSON.parse(readFileSync(at("dist/bundled.json"), "utf8"));
  const sbom = await sbomOf(bundled, { version: manifest.version, description, seconds: Number(sourceTime()) });
  writeFileSync(file, `${JSON.stringify(sbom, undefined, 2)}\n`);
  return { file, packages: sbom.components.length };
}

/** The packaged VSIX, installed by VS Code itself: what the tests run is what people get. Answers with its folder. */
export const installedExtension = oncePerRun("installed", async (version = newest) => {
  const extensions = cache(`extensions-${version}`);
  const { file } = await packageVsix(cache("keyporter.vsix"));
  rmSync(extensions, { recursive: true, force: true });
  await installVsix(file, extensions, cache(`install-data-${version}`), version);
  return join(extensions, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
});

/** Installs a VSIX into a folder of extensions that belongs to a VS Code in the browser. */
export async function installVsix(file, extensions, userData, version = newest) {
  const { entry, node } = await installVsCode(version);
  const args = [
    entry,
    "--install-extension",
    file,
    "--force",
    "--extensions-dir",
    extensions,
    "--user-data-dir",
    userData,
  ];
  const env = { ...process.env, HOME: userData, XDG_CONFIG_HOME: userData };
  const { code, output } = await run(node, args, { capture: true, input: "ignore", env });
  if (code !== 0) throw new Failure(`${output}\nVS Code refused to install ${file}; it says above why.`);
}

function sourceTime() {
  const given = process.env.SOURCE_DATE_EPOCH;
  if (given) return given;
  try {
    const options = { cwd: at("."), encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
    return execFileSync("git", ["log", "-1", "--format=%ct"], options).trim();
  } catch {
    // Not a git checkout, as in a source archive: the ZIP format's own beginning of time.
    return "315532800";
  }
}
