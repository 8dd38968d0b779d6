import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import type { Parts } from "./parts.ts";
import { report } from "./report.ts";
import type { SettledEntry } from "./settle.ts";

/** Says what became of a secret that nobody was sure about, and offers what can be done about it now. */
export function tellSettled(parts: Parts, result: SettledEntry): void {
  tell(parts, result).catch((error: unknown) => report(parts, error));
}

async function tell(parts: Parts, { unconfirmed, settled }: SettledEntry): Promise<void> {
  const { entry, connectionId, intent } = unconfirmed;
  const message = clean(settled.message);
  const copy = vscode.l10n.t("Copy Secret");
  const details = vscode.l10n.t("Show Details");
  const again = vscode.l10n.t("Try Again");
  const forget = vscode.l10n.t("Forget");
  switch (settled.type) {
    case "issued": {
      const { credential, secret } = settled.issued;
      const answer = await vscode.window.showInformationMessage(clean(message), copy, details);
      if (answer === copy) {
        await parts.clipboard.copySecret(secret, vscode.l10n.t("the secret of “{0}”", credential.label));
      }
      if (answer === details) parts.details.open({ connectionId, id: credential.id });
      return;
    }
    case "secret-lost": {
      const answer = await vscode.window.showWarningMessage(clean(message), details);
      if (answer === details) parts.details.open({ connectionId, id: settled.credential.id });
      return;
    }
    case "not-done":
      await vscode.window.showInformationMessage(clean(message));
      return;
    case "unknown": {
      const { secret } = intent;
      const answer = await vscode.window.showWarningMessage(
        clean(message),
        again,
        ...(secret === undefined ? [] : [copy]),
        forget,
      );
      if (answer === again) await vscode.commands.executeCommand("keyporter.settleUnconfirmed");
      if (answer === copy && secret !== undefined) {
        await parts.clipboard.copySecret(secret, vscode.l10n.t("the secret of “{0}”", intent.label));
      }
      if (answer === forget && (await isSure(intent.label, forget))) await parts.vault.notDone(entry);
    }
  }
}

async function isSure(label: string, forget: string): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(
    clean(vscode.l10n.t("Forget what is known about “{0}”?", label)),
    {
      modal: true,
      detail: vscode.l10n.t("If it was done after all, its secret can't be had from Keyporter any more."),
    },
    forget,
  );
  return answer === forget;
}
