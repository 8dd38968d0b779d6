import * as vscode from "vscode";

export interface FileSearch {
  readonly include: vscode.GlobPattern;
  readonly exclude: vscode.GlobPattern | undefined;
  readonly most: number;
  /** So long may a search take where the files are on no disk. */
  readonly patience: number;
}

/**
 * The files of the workspace that fit. Undefined where they can't be searched: for a file system that has no search, as many that
 * extensions bring, VS Code waits until one is there, which may be never.
 */
export async function findFiles(
  { include, exclude, most, patience }: FileSearch,
  token: vscode.CancellationToken,
): Promise<readonly vscode.Uri[] | undefined> {
  const search = vscode.workspace.findFiles(include, exclude, most, token);
  const onDisk = (vscode.workspace.workspaceFolders ?? []).every(({ uri }) => uri.scheme === "file");
  if (onDisk) return search;
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), patience);
  });
  try {
    return await Promise.race([search, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
