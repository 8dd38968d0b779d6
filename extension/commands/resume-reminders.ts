import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { number } from "../core/local.ts";
import { reminderMemory } from "../expiry/reminder-memory.ts";
import type { Command } from "./parts.ts";

/** Forgets what was snoozed and what was never to be asked again. */
export const resumeReminders: Command = {
  id: "keyporter.resumeReminders",
  async run(parts) {
    const memory = reminderMemory(parts.memory);
    const isHeldBack = ({ snoozedUntil, silent }: { snoozedUntil?: string; silent?: true }): boolean =>
      snoozedUntil !== undefined || silent === true;
    const reminders = memory.read();
    const rest = reminders.filter(reminder => !isHeldBack(reminder));
    await memory.write(rest);
    parts.view.expiry.recheck();
    const count = reminders.length - rest.length;
    void vscode.window.showInformationMessage(
      clean(
        count === 0
          ? vscode.l10n.t("No reminders are snoozed or turned off.")
          : vscode.l10n.t("Reminders that were snoozed or turned off come again: {0}.", number(count)),
      ),
    );
  },
};
