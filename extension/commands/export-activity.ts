import * as vscode from "vscode";
import { number } from "../core/local.ts";
import type { Command } from "./parts.ts";
import { offerToOpen, saveTarget } from "./save-file.ts";

/** The journal's own lines, as JSON, one for each thing that was done. */
export const exportActivity: Command = {
  id: "keyporter.exportActivity",
  async run(parts) {
    const { entries } = await parts.activity.journal.read();
    if (entries.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("The activity journal is empty."));
      return;
    }
    const target = await saveTarget(vscode.l10n.t("Export Activity"), "keyporter-activity", {
      extension: "jsonl",
      name: vscode.l10n.t("JSON lines"),
    });
    if (target === undefined) return;
    const text = entries.map(entry => `${JSON.stringify(entry)}\n`).join("");
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    await offerToOpen(target, vscode.l10n.t("Exported entries: {0}.", number(entries.length)));
  },
};
