import * as vscode from "vscode";
import type { Command } from "./parts.ts";
import { withProgress } from "./progress.ts";
import { settleUnconfirmed } from "./settle.ts";
import { tellSettled } from "./tell-settled.ts";

export const settleUnconfirmedSecrets: Command = {
  id: "keyporter.settleUnconfirmed",
  async run(parts) {
    const results = await withProgress(vscode.l10n.t("Asking what became of unconfirmed secrets..."), signal =>
      settleUnconfirmed({ ...parts, credentials: parts.view.credentials }, signal),
    );
    for (const result of results) tellSettled(parts, result);
    if (results.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("There are no unconfirmed secrets."));
    }
  },
};
