import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { environmentOf } from "../connections/connection.ts";
import { environmentWords } from "../connections/environment-words.ts";
import type { ExpiryItem } from "../expiry/item.ts";
import { endWords, itemLabel } from "../expiry/item-words.ts";
import { urgencyWords } from "../expiry/urgency-words.ts";
import { warnDays } from "../expiry/warn-days.ts";
import { node } from "../tree/node.ts";
import { moreActions } from "./more-actions.ts";
import type { Command, Parts } from "./parts.ts";
import { report } from "./report.ts";
import { askHowLong } from "./snooze.ts";

type Entry = vscode.QuickPickItem & { readonly item?: ExpiryItem };

/** What the status bar's entry opens: what has expired or is about to; each opens its details, or what can be done about it. */
export const showExpiring: Command = {
  id: "keyporter.showExpiring",
  async run(parts) {
    const { expiry } = parts.view;
    // From the palette it may come before the first look at the servers.
    await expiry.check();
    if (expiry.items.length === 0) {
      sayNothingExpires(parts);
      return;
    }
    const item = await pickOne(parts);
    if (item === undefined) return;
    if (item.type === "sign-in") await vscode.commands.executeCommand("keyporter.signInAgain", item.connection.id);
    else parts.details.open({ connectionId: item.connection.id, id: item.credential.id }, { passing: true });
  },
};

/** A list that could not be had is not one without anything in it. */
function sayNothingExpires(parts: Parts): void {
  const unread = parts.settings
    .all()
    .connections.filter(({ id }) => parts.view.credentials.listing(id).status.type !== "complete");
  const message = vscode.l10n.t("Nothing has expired, and nothing expires within {0} days.", warnDays());
  const names = unread.map(({ name }) => clean(name)).join(", ");
  void vscode.window.showInformationMessage(
    clean(unread.length === 0 ? message : `${message} ${vscode.l10n.t("Not looked at: {0}.", names)}`),
  );
}

async function pickOne(parts: Parts): Promise<ExpiryItem | undefined> {
  const act: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("ellipsis"),
    tooltip: vscode.l10n.t("Actions"),
  };
  const snooze: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("bell-slash"),
    tooltip: vscode.l10n.t("Snooze Reminders"),
  };
  const quickPick = vscode.window.createQuickPick<Entry>();
  quickPick.title = vscode.l10n.t("What Has Expired or Is About To");
  quickPick.placeholder = vscode.l10n.t("Enter shows its details.");
  quickPick.matchOnDescription = true;
  quickPick.items = entriesOf(parts, [act, snooze]);
  try {
    return await new Promise(resolve => {
      quickPick.onDidAccept(() => resolve(quickPick.activeItems[0]?.item));
      quickPick.onDidHide(() => resolve(undefined));
      quickPick.onDidTriggerItemButton(({ button, item: { item } }) => {
        if (item === undefined) return;
        const doing = button === snooze ? askHowLong(parts, [item]) : showActions(parts, item);
        doing.catch((error: unknown) => report(parts, error, item.connection));
      });
      quickPick.show();
    });
  } finally {
    quickPick.dispose();
  }
}

/** Under a heading for each measure of hurry. */
function entriesOf(parts: Parts, buttons: readonly vscode.QuickInputButton[]): readonly Entry[] {
  const { expiry } = parts.view;
  return expiry.items.flatMap((item, index) => {
    const { connection, urgency } = item;
    const entry: Entry = {
      label: itemLabel(item),
      description: [
        endWords(item, expiry.now(connection.id), vscode.env.language),
        `${clean(connection.name)} (${environmentWords(environmentOf(connection))})`,
      ].join(" · "),
      iconPath: new vscode.ThemeIcon(item.type === "sign-in" ? "sign-in" : urgency === "expired" ? "history" : "watch"),
      buttons: item.type === "sign-in" ? buttons.slice(1) : buttons,
      item,
    };
    const isFirst = expiry.items[index - 1]?.urgency !== urgency;
    const heading = { label: urgencyWords(urgency, warnDays()), kind: vscode.QuickPickItemKind.Separator };
    return isFirst ? [heading, entry] : [entry];
  });
}

async function showActions(parts: Parts, item: ExpiryItem): Promise<void> {
  if (item.type !== "credential") return;
  const { connection, credential } = item;
  await moreActions.run(parts, node({ type: "credential", connection, credential }));
}
