import * as vscode from "vscode";
import { isTemplate } from "../../delivery/env-file-name.ts";
import { findFiles } from "../../delivery/find-files.ts";
import { nameOf } from "../../delivery/text-file.ts";

export type Picked =
  | { readonly type: "file"; readonly uri: vscode.Uri }
  /** The person wants other names for the variables first. */
  | { readonly type: "rename" };

interface Item extends vscode.QuickPickItem {
  /** Missing where the person looks for one in a dialog. */
  readonly uri?: vscode.Uri;
}

const MOST = 50;
const PATIENCE_MS = 1500;

/** Which file gets the variables: one that there is, a new one, or any other. Nothing is chosen beforehand but by the person. */
export async function pickFile(title: string, names: readonly string[]): Promise<Picked | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  const rename = { iconPath: new vscode.ThemeIcon("edit"), tooltip: vscode.l10n.t("Other Names for the Variables") };
  pick.title = title;
  pick.placeholder = vscode.l10n.t("Which file gets {0}?", names.join(", "));
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.buttons = [rename];
  pick.busy = true;
  const stop = new vscode.CancellationTokenSource();
  const other: Item = {
    label: `$(folder-opened) ${vscode.l10n.t("Another File...")}`,
    description: vscode.l10n.t("there or new"),
  };
  // Enter must not choose what is only there first; in a large workspace the search takes a while.
  const slow = setTimeout(() => (pick.items = [other]), PATIENCE_MS);
  void envFiles(stop.token).then(items => {
    clearTimeout(slow);
    pick.items = [...items, other];
    pick.activeItems = pick.items.slice(0, 1);
    pick.busy = false;
  });
  try {
    const answer = await new Promise<Item | "rename" | undefined>(resolve => {
      pick.onDidAccept(() => resolve(pick.activeItems[0]));
      pick.onDidTriggerButton(() => resolve("rename"));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
    if (answer === undefined) return undefined;
    if (answer === "rename") return { type: "rename" };
    const uri = answer.uri ?? (await anotherFile(title));
    return uri === undefined ? undefined : { type: "file", uri };
  } finally {
    clearTimeout(slow);
    stop.cancel();
    stop.dispose();
    pick.dispose();
  }
}

/** The .env files of the workspace, and a new one for each folder that has none. */
async function envFiles(token: vscode.CancellationToken): Promise<readonly Item[]> {
  const search = { include: "**/.env{,.*}", exclude: "**/node_modules/**", most: MOST, patience: 2 * PATIENCE_MS };
  // Not every file system can be searched.
  const found = await findFiles(search, token).catch(() => undefined);
  const there = (found ?? [])
    .filter(({ path }) => !isTemplate(path))
    .map(uri => ({ label: `$(file) ${nameOf(uri)}`, uri }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const folders = vscode.workspace.workspaceFolders ?? [];
  const missing = await Promise.all(
    folders.map(async ({ uri: folder }) => {
      const uri = vscode.Uri.joinPath(folder, ".env");
      if (there.some(item => item.uri.toString() === uri.toString())) return [];
      // What is hidden from the search may be there all the same.
      const exists = await vscode.workspace.fs.stat(uri).then(
        () => true,
        () => false,
      );
      return exists
        ? [{ label: `$(file) ${nameOf(uri)}`, uri }]
        : [{ label: `$(new-file) ${nameOf(uri)}`, description: vscode.l10n.t("new"), uri }];
    }),
  );
  return [...there, ...missing.flat()];
}

async function anotherFile(title: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title,
    saveLabel: vscode.l10n.t("Use This File"),
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, ".env") }),
  });
}
