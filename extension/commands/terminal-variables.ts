import * as vscode from "vscode";
import type { Command, Parts } from "./parts.ts";
import { tell } from "./tell.ts";

interface Item extends vscode.QuickPickItem {
  /** Missing for the entry that removes all. */
  readonly name?: string;
}

/** What new terminals have from here, by name; each can be removed. */
export const showTerminalVariables: Command = {
  id: "keyporter.terminalVariables",
  async run(parts) {
    if (parts.delivery.terminals.all.length === 0) {
      await vscode.window.showInformationMessage(
        vscode.l10n.t("Keyporter sets no variables in terminals. “Use in Terminals...” on a credential does."),
      );
      return;
    }
    await showList(parts);
  },
};

function showList({ delivery: { terminals } }: Parts): Promise<void> {
  const list = vscode.window.createQuickPick<Item>();
  const remove = { iconPath: new vscode.ThemeIcon("trash"), tooltip: vscode.l10n.t("Remove") };
  list.title = vscode.l10n.t("Terminal Variables");
  list.placeholder = vscode.l10n.t("New terminals have these until this window closes; their values are not shown");
  const show = (): void => {
    list.items = [
      ...terminals.all.map(({ name, what }) => ({ label: name, description: what, buttons: [remove], name })),
      { label: "", kind: vscode.QuickPickItemKind.Separator },
      { label: `$(clear-all) ${vscode.l10n.t("Clear All")}` },
    ];
  };
  show();
  return new Promise(resolve => {
    list.onDidTriggerItemButton(({ item: { name } }) => {
      if (name === undefined) return;
      terminals.remove(name);
      tell(vscode.l10n.t("New terminals no longer have {0}.", name));
      if (terminals.all.length === 0) list.hide();
      else show();
    });
    list.onDidAccept(() => {
      const [item] = list.activeItems;
      // Only the last entry does something by itself: removing takes the button, so that Enter removes nothing by mistake.
      if (item === undefined || item.name !== undefined) return;
      terminals.clear();
      tell(vscode.l10n.t("New terminals have no variables from Keyporter."));
      list.hide();
    });
    list.onDidHide(() => {
      list.dispose();
      resolve();
    });
    list.show();
  });
}
