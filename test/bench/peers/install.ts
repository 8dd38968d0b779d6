import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { at } from "../paths.ts";

const folder = at(".vscode-test/bench-peers");

/** What the mock is measured against, and with. None of it is part of the project. */
const packages = ["json-server@0.17.4", "@stoplight/prism-cli@5", "@mockoon/cli@9", "autocannon@8"];

/** Installs the peers where git does not look, unless they are there; answers with a program's path by its name. */
export async function installPeers(): Promise<(program: string) => string> {
  const done = join(folder, "complete");
  if (!existsSync(done)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{"private":true}');
    const npm = spawn(
      "npm",
      ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", ...packages],
      {
        cwd: folder,
        stdio: ["ignore", "ignore", "inherit"],
        shell: process.platform === "win32",
      },
    );
    const [code] = (await once(npm, "close")) as [number];
    if (code !== 0) throw new Error("The peers could not be installed: npm says above why.");
    writeFileSync(done, "");
  }
  return program => join(folder, "node_modules", program);
}
