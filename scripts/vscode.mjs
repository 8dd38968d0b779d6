import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { cachedFolder } from "./cached-folder.mjs";
import { npm } from "./npm.mjs";
import { at } from "./paths.mjs";

const version = "4.139.1";

/**
 * A full VS Code for the browser (server, workbench, extension host), as the npm package code-server carries it.
 * `entry` is code-server's own program, which also keeps secrets over a reload; `server` is VS Code's inner server,
 * which can run test suites inside the extension host.
 */
export async function installVsCode() {
  const folder = await cachedFolder(`code-server-${version}`, async partial => {
    console.log("Fetching VS Code (code-server from npm, 300 MB), once ...");
    const what = "VS Code (code-server)";
    await npm(["install", "--prefix", partial, `code-server@${version}`], { what });
    const inner = join(partial, "node_modules/code-server/lib/vscode");
    await npm(["install", "--omit=dev"], { cwd: inner, what });
    await npm(["install", "--omit=dev"], { cwd: join(inner, "extensions"), what });
    copyFileSync(at("scripts/vscode-log-files.cjs"), join(inner, "node_modules/@vscode/spdlog/index.js"));
  });
  const home = join(folder, "node_modules/code-server");
  return { entry: join(home, "out/node/entry.js"), server: join(home, "lib/vscode/out/server-main.js") };
}
