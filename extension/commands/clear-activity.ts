import * as vscode from "vscode";
import type { Command } from "./parts.ts";
import { tell } from "./tell.ts";

export const clearActivity: Command = {
  id: "keyporter.clearActivity",
  async run(parts) {
    const clear = vscode.l10n.t("Clear");
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t("Clear the journal of what Keyporter did?"),
      { modal: true, detail: vscode.l10n.t("It is deleted for all windows. No server and no credential is touched.") },
      clear,
    );
    if (answer !== clear) return;
    await parts.activity.clear();
    tell(vscode.l10n.t("Cleared the activity journal."));
  },
};
