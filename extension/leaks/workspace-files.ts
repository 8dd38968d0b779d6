import * as vscode from "vscode";
import { findFiles } from "../delivery/find-files.ts";

/** More than this in one folder is no source code. */
export const MOST_FILES = 20_000;
const PATIENCE_MS = 20_000;

export interface WorkspaceFiles {
  readonly uris: readonly vscode.Uri[];
  /** Some folder has more than are looked at. */
  readonly tooMany: boolean;
  /** Some folder can't be searched. */
  readonly unsearchable: boolean;
}

/** The files of the workspace, without what `files.exclude` and `search.exclude` name. */
export async function workspaceFiles(signal: AbortSignal): Promise<WorkspaceFiles> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = await cancelledBy(signal, token =>
    Promise.all(
      folders.map(folder =>
        findFiles(
          {
            include: new vscode.RelativePattern(folder, "**/*"),
            exclude: excludedFrom(folder),
            // One more than are looked at, to know whether that is all.
            most: MOST_FILES + 1,
            patience: PATIENCE_MS,
          },
          token,
        ),
      ),
    ),
  );
  const uris = found.flatMap(ofFolder => ofFolder?.slice(0, MOST_FILES) ?? []);
  return {
    // A folder may be part of another.
    uris: [...new Map(uris.map(uri => [uri.toString(), uri])).values()],
    tooMany: found.some(ofFolder => (ofFolder?.length ?? 0) > MOST_FILES),
    unsearchable: found.includes(undefined),
  };
}

/** Work with a token that is cancelled as soon as the signal is aborted. */
async function cancelledBy<T>(signal: AbortSignal, work: (token: vscode.CancellationToken) => Promise<T>): Promise<T> {
  const source = new vscode.CancellationTokenSource();
  const cancel = (): void => source.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    if (signal.aborted) cancel();
    return await work(source.token);
  } finally {
    signal.removeEventListener("abort", cancel);
    source.dispose();
  }
}

function excludedFrom(folder: vscode.WorkspaceFolder): vscode.RelativePattern | undefined {
  const globs = ["files", "search"].flatMap(section => {
    const exclude: unknown = vscode.workspace.getConfiguration(section, folder.uri).get("exclude");
    return Object.entries(typeof exclude === "object" && exclude !== null ? exclude : {}).flatMap(([glob, isOn]) =>
      isOn === true ? [glob] : [],
    );
  });
  return globs.length === 0 ? undefined : new vscode.RelativePattern(folder, `{${[...new Set(globs)].join(",")}}`);
}
