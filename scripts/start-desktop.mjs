import { existsSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { packageVsix } from "./build.mjs";
import { run } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { at, cache } from "./paths.mjs";
import { writeFirstSettings } from "./first-settings.mjs";

const windows = process.platform === "win32";

/** Opens the desktop's VS Code with data and extensions of its own, and waits for its end. False where there is none. */
export async function startDesktop() {
  if (!hasCode()) return false;
  const { file } = await packageVsix(cache("keyporter.vsix"));
  const userData = cache("desktop/data");
  const own = ["--user-data-dir", userData, "--extensions-dir", cache("desktop/extensions")];
  mkdirSync(userData, { recursive: true });
  writeFirstSettings(userData);
  const installed = await code([...own, "--install-extension", file, "--force"], { capture: true });
  if (installed.code !== 0)
    throw new Failure(
      `${installed.output}\nVS Code refused to install ${file}; it says above why. \`npm start -- --web\` needs no desktop.`,
    );
  console.log("VS Code opens in a window of its own. Close it, or press Ctrl+C here, to end.");
  const { code: ended } = await code([...own, "--new-window", "--wait", at("demo")]);
  return ended === 0;
}

const hasCode = () =>
  (process.env.PATH ?? "").split(delimiter).some(folder => existsSync(join(folder, windows ? "code.cmd" : "code")));

/** `code` is a batch file on Windows, which only a shell can run; the shell then wants its own quoting. */
const code = (args, options) =>
  run("code", windows ? args.map(each => `"${each}"`) : args, { ...options, shell: windows });
