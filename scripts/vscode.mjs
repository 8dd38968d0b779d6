import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cachedFolder } from "./cached-folder.mjs";
import { Failure } from "./failure.mjs";
import { nodeOf } from "./node-of.mjs";
import { npm } from "./npm.mjs";
import { at } from "./paths.mjs";

/**
 * What can be asked for with `--vscode`: the versions of VS Code, each with the code-server that carries it and the Node that it
 * needs. The extension host of 1.110 hangs on Node 24, in a synchronous `import()`.
 */
const releases = {
  "1.139": { codeServer: "4.139.1", node: 24 },
  "1.110": { codeServer: "4.110.0", node: 22 },
};

export const [newest] = Object.keys(releases);

/** The oldest VS Code that package.json lets install the extension. */
export const oldest = oldestAllowed();

/**
 * A full VS Code for the browser (server, workbench, extension host), as the npm package code-server carries it.
 * `entry` is code-server's own program, which also keeps secrets over a reload; `server` is VS Code's inner server,
 * which can run test suites inside the extension host. Both run on `node`.
 */
export async function installVsCode(version = newest) {
  const release = releases[version];
  if (!release)
    throw new Failure(`There is no VS Code ${version} here; there are: ${Object.keys(releases).join(", ")}.`, 2);
  const node = release.node === 24 ? process.execPath : await nodeOf(release.node);
  const folder = await cachedFolder(`code-server-${release.codeServer}`, async partial => {
    console.log(`Fetching VS Code ${version} (code-server from npm, 300 MB), once ...`);
    const what = `VS Code ${version} (code-server)`;
    await npm(["install", "--prefix", partial, `code-server@${release.codeServer}`], { what });
    const inner = join(partial, "node_modules/code-server/lib/vscode");
    await npm(["install", "--omit=dev"], { cwd: inner, what });
    await npm(["install", "--omit=dev"], { cwd: join(inner, "extensions"), what });
    copyFileSync(at("scripts/vscode-log-files.cjs"), join(inner, "node_modules/@vscode/spdlog/index.js"));
    await addRipgrep(inner, join(partial, "ripgrep"));
  });
  const home = join(folder, "node_modules/code-server");
  return { version, node, entry: join(home, "out/node/entry.js"), server: join(home, "lib/vscode/out/server-main.js") };
}

/** What VS Code looks for files with. Older ones have an install script fetch it from elsewhere; newer ones bring it along, from npm. */
async function addRipgrep(inner, folder) {
  const wanted = join(inner, "node_modules/@vscode/ripgrep");
  if (!existsSync(wanted)) return;
  await npm(["install", "--no-save", "--prefix", folder, "@vscode/ripgrep-universal@1.18.0"], { what: "ripgrep" });
  const program = process.platform === "win32" ? "rg.exe" : "rg";
  const platform = `${process.platform}-${process.arch}`;
  mkdirSync(join(wanted, "bin"), { recursive: true });
  copyFileSync(
    join(folder, "node_modules/@vscode/ripgrep-universal/bin", platform, program),
    join(wanted, "bin", program),
  );
  chmodSync(join(wanted, "bin", program), 0o755);
  rmSync(folder, { recursive: true });
}

/** Takes `--vscode 1.110` out of a command's arguments. */
export function vsCodeAskedFor(args) {
  const place = args.findIndex(arg => arg === "--vscode" || arg.startsWith("--vscode="));
  if (place < 0) return { version: newest, rest: args };
  const [given, next] = args.slice(place);
  const joined = given.includes("=");
  const rest = args.toSpliced(place, joined ? 1 : 2);
  return { version: (joined ? given.slice("--vscode=".length) : next) ?? "", rest };
}

function oldestAllowed() {
  const { engines } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  return /\d+\.\d+/.exec(engines.vscode)[0];
}
