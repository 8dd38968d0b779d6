import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import type { Running } from "../running/running.ts";
import { lineOf } from "../running/status-bar.ts";
import { node } from "../tree/node.ts";
import { moreActions } from "./more-actions.ts";
import type { Command } from "./parts.ts";

/** What the status bar's entry opens: what can be done with what is on. */
export const showRunning: Command = {
  id: "keyporter.showRunning",
  async run(parts) {
    const { all } = parts.running;
    if (all.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Nothing is on."));
      return;
    }
    const running = all.length === 1 ? all[0] : await pickOne(all);
    if (running === undefined) return;
    const { connection, credential } = running;
    await moreActions.run(parts, node({ type: "credential", connection, credential }));
  },
};

async function pickOne(all: readonly Running[]): Promise<Running | undefined> {
  const items = all.map(running => ({
    label: clean(running.credential.label),
    description: clean(running.connection.name),
    detail: lineOf(running, Date.now()),
    running,
  }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Which one?") });
  return picked?.running;
}
