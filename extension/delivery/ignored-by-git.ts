import { basename, dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";

export type Ignored = "ignored" | "not-ignored" | "no-repository" | "unknown";

/** A pipe that is called .gitignore keeps git waiting for whoever writes into it. */
const PATIENCE_MS = 10_000;

/** Whether git ignores a file: VS Code's git extension knows, else git itself. */
export async function ignoredByGit(uri: vscode.Uri): Promise<Ignored> {
  // In a folder that nobody trusts, git would run what the folder's own configuration says.
  if (uri.scheme !== "file" || !vscode.workspace.isTrusted) return "unknown";
  const isOver = new AbortController();
  const tired = delay(PATIENCE_MS, "unknown" as const, { signal: isOver.signal });
  try {
    return (await Promise.race([askExtension(uri), tired])) ?? (await askProgram(uri.fsPath));
  } finally {
    isOver.abort();
  }
}

async function askExtension(uri: vscode.Uri): Promise<Ignored | undefined> {
  try {
    const git = vscode.extensions.getExtension<unknown>("vscode.git");
    const api = call(git?.isActive === true ? git.exports : undefined, "getAPI", 1);
    const ignored: unknown = await call(call(api, "getRepository", uri), "checkIgnore", [uri.fsPath]);
    if (!(ignored instanceof Set)) return undefined;
    return ignored.has(uri.fsPath) ? "ignored" : "not-ignored";
  } catch {
    // Turned off, or of another shape: git itself is asked.
    return undefined;
  }
}

/** Calls a method of something that another extension made; undefined where it has none. */
function call(object: unknown, method: string, ...given: readonly unknown[]): unknown {
  if (typeof object !== "object" || object === null) return undefined;
  const found: unknown = Reflect.get(object, method);
  return typeof found === "function" ? Reflect.apply(found, object, given) : undefined;
}

/** `git check-ignore` says it with its exit code: 0 ignored, 1 not, 128 it can't tell. */
async function askProgram(path: string): Promise<Ignored> {
  const { execFile } = await import("node:child_process");
  // `-C` instead of a working directory: Windows would look for git.exe there first. The index's monitor is a program of the folder's.
  const args = ["-C", dirname(path), "-c", "core.fsmonitor=false", "check-ignore", "-q", "--", basename(path)];
  return new Promise(resolve => {
    execFile("git", args, { timeout: PATIENCE_MS, env: { ...process.env, LC_ALL: "C" } }, (error, _, complaint) => {
      if (error === null) resolve("ignored");
      else if (error.code === 1) resolve("not-ignored");
      else resolve(complaint.includes("not a git repository") ? "no-repository" : "unknown");
    });
  });
}
