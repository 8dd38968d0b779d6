import * as vscode from "vscode";

/** More than this in one folder is no source code. */
export const MOST_FILES = 20_000;

export interface WorkspaceFiles {
  readonly uris: readonly vscode.Uri[];
  /** Some folder has more than are looked at. */
  readonly tooMany: boolean;
}

/** The files of the workspace, without what `files.exclude` and `search.exclude` name. */
export async function workspaceFiles(token: vscode.CancellationToken): Promise<WorkspaceFiles> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = await Promise.all(
    folders.map(folder =>
      // One more than are looked at, to know whether that is all.
      vscode.workspace.findFiles(
        new vscode.RelativePattern(folder, "**/*"),
        excludedFrom(folder),
        MOST_FILES + 1,
        token,
      ),
    ),
  );
  const uris = found.flatMap(ofFolder => ofFolder.slice(0, MOST_FILES));
  return {
    // A folder may be part of another.
    uris: [...new Map(uris.map(uri => [uri.toString(), uri])).values()],
    tooMany: found.some(({ length }) => length > MOST_FILES),
  };
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
