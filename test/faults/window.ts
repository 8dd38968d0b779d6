import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import * as v from "valibot";
import { type Plan, report, type Report } from "./plan.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const bundle = here("../../.vscode-test/faults/child.cjs");

/** The extension's parts as one file, so that a window opens in a tenth of a second. */
export async function bundleChild(): Promise<void> {
  await build({
    entryPoints: [here("child.ts")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    sourcemap: "inline",
    alias: { vscode: here("vscode.ts") },
  });
}

/** A process that lives as planned; undefined where it was ended before it could report. */
export async function liveWindow(plan: Plan): Promise<Report | undefined> {
  const child = fork(bundle, { stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: ["--enable-source-maps"] });
  const reports: unknown[] = [];
  child.on("message", message => reports.push(message));
  child.send(plan);
  const [code, signal] = v.parse(v.array(v.unknown()), await once(child, "exit"));
  const [first] = reports;
  if (first !== undefined) return v.parse(report, first);
  if (signal === "SIGKILL" || (code === 0 && plan.ending?.how === "exit")) return undefined;
  throw new Error(`the window ended by itself: ${String(code)} ${String(signal)}`);
}
