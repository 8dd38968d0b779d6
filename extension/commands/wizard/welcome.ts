import * as vscode from "vscode";
import { clean } from "../../core/clean-text.ts";
import type { Identity } from "../../services/service.ts";

/** Says who the person is for the server, and what they may not do there. */
export function sayWhoYouAre(connection: string, { label, account, missing, unknown }: Identity): void {
  const who = clean(account === undefined ? label : `${label} (${account})`);
  if (missing.length > 0) {
    void vscode.window.showWarningMessage(
      clean(
        vscode.l10n.t(
          "Connected to “{0}” as {1}. These permissions are missing: {2}. What needs them will be refused.",
          connection,
          who,
          missing.join(", "),
        ),
      ),
    );
    return;
  }
  const message = vscode.l10n.t("Connected to “{0}” as {1}.", connection, who);
  void vscode.window.showInformationMessage(clean(unknown === undefined ? message : `${message} ${unknown}`));
}
