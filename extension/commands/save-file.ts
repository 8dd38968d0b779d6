import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";

export interface FileKind {
  readonly extension: string;
  /** "CSV", as the dialog says it. */
  readonly name: string;
}

/** Asks where to save a file; undefined where the person does not want to. */
export async function saveTarget(title: string, name: string, kind: FileKind): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = `${name}.${kind.extension}`;
  return vscode.window.showSaveDialog({
    title,
    filters: { [kind.name]: [kind.extension] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
}

/** Says that it is saved, and opens it if wished. */
export async function offerToOpen(target: vscode.Uri, message: string): Promise<void> {
  const open = vscode.l10n.t("Open");
  const answer = await vscode.window.showInformationMessage(clean(message), open);
  if (answer === open) await vscode.commands.executeCommand("vscode.open", target);
}
