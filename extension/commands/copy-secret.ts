import * as vscode from "vscode";
import { Action } from "../core/model.ts";
import type { Command } from "./parts.ts";
import { allowing, chosenCredentials } from "./pick-credentials.ts";
import { withProgress } from "./progress.ts";

export const copySecret: Command = {
  id: "keyporter.copySecret",
  async run(parts, row) {
    const chosen = await chosenCredentials(
      parts,
      row,
      undefined,
      vscode.l10n.t("Copy Secret"),
      allowing(Action.reveal),
    );
    const credential = chosen?.credentials[0];
    if (chosen === undefined || credential === undefined) return;
    const secret = await withProgress(vscode.l10n.t("Asking for the secret of “{0}”...", credential.label), signal =>
      parts.actions.secret(chosen.connection.id, credential.id, signal),
    );
    await parts.clipboard.copySecret(secret, vscode.l10n.t("the secret of “{0}”", credential.label));
  },
};
