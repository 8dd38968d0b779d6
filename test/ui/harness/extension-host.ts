import { readdir, readFile } from "node:fs/promises";
import type { VsCode } from "./vscode.ts";

/** The process that this VS Code's extensions run in. Found through /proc, so on Linux only. */
export async function extensionHostOf({ places }: VsCode): Promise<number> {
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const [command, variables] = await Promise.all(
      ["cmdline", "environ"].map(file => readFile(`/proc/${name}/${file}`, "utf8").catch(() => "")),
    );
    if (command?.includes("--type=extensionHost") === true && variables?.split("\0").includes(`HOME=${places.root}`)) {
      return Number(name);
    }
  }
  throw new Error("no process runs the extensions");
}
