import * as vscode from "vscode";
import { number } from "../core/local.ts";
import type { ExpiryItem } from "../expiry/item.ts";
import { itemLabel } from "../expiry/item-words.ts";
import { reminderMemory } from "../expiry/reminder-memory.ts";
import { snoozed } from "../expiry/reminders.ts";
import { DAY_MS } from "../core/day.ts";
import type { Parts } from "./parts.ts";
import { chosenCredentials } from "./pick-credentials.ts";
import type { Command } from "./parts.ts";
import { tell } from "./tell.ts";

/** No reminders of these credentials for some days. They stay counted and coloured. */
export const snooze: Command = {
  id: "keyporter.snoozeReminders",
  async run(parts, row, selection) {
    const { items } = parts.view.expiry;
    const itemOf = (connectionId: string, id: string): ExpiryItem | undefined =>
      items.find(
        item => item.type === "credential" && item.connection.id === connectionId && item.credential.id === id,
      );
    const chosen = await chosenCredentials(
      parts,
      row,
      selection,
      vscode.l10n.t("Snooze Reminders"),
      (connection, credential) => itemOf(connection.id, credential.id) !== undefined,
    );
    const found = (chosen?.credentials ?? []).flatMap(({ id }) => {
      const item = chosen === undefined ? undefined : itemOf(chosen.connection.id, id);
      return item === undefined ? [] : [item];
    });
    if (found.length > 0) await askHowLong(parts, found);
  },
};

/** Asks for how long there are to be no reminders of these. */
export async function askHowLong(parts: Parts, items: readonly ExpiryItem[]): Promise<void> {
  const choices = [
    { label: vscode.l10n.t("Until tomorrow"), days: 1 },
    { label: vscode.l10n.t("For 3 days"), days: 3 },
    { label: vscode.l10n.t("For a week"), days: 7 },
    { label: vscode.l10n.t("For a month"), days: 30 },
  ];
  const [first] = items;
  const what =
    items.length === 1 && first !== undefined
      ? itemLabel(first)
      : vscode.l10n.t("{0} credentials", number(items.length));
  const picked = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t("Snooze Reminders: {0}", what),
    placeHolder: vscode.l10n.t("For how long?"),
  });
  if (picked === undefined) return;
  const memory = reminderMemory(parts.memory);
  await memory.write(snoozed(items, memory.read(), new Date(Date.now() + picked.days * DAY_MS)));
  tell(vscode.l10n.t("Reminders of {0} are snoozed.", what));
}
