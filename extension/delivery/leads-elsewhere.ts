import * as vscode from "vscode";
import { isLink, isWithin, realPlace } from "./real-place.ts";

/**
 * Where a file really is, if it looks like one of the workspace and a link leads out of it, or if it is a link itself. Only this
 * machine's own files can be asked.
 */
export async function leadsElsewhere(uri: vscode.Uri): Promise<string | undefined> {
  if (uri.scheme !== "file") return undefined;
  const real = await realPlace(uri.fsPath);
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(folder => folder.uri.scheme === "file");
  const realFolders = await Promise.all(folders.map(folder => realPlace(folder.uri.fsPath)));
  if (realFolders.some(folder => isWithin(folder, real))) return undefined;
  const looksInside = folders.some(folder => isWithin(folder.uri.fsPath, uri.fsPath));
  return looksInside || (await isLink(uri.fsPath)) ? real : undefined;
}
