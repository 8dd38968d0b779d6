import * as vscode from "vscode";
import type { Command } from "./parts.ts";
import { chosenOne, secretOf } from "./secret-of.ts";

export const copySecret: Command = {
  id: "keyporter.copySecret",
  async run(parts, row) {
    const chosen = await chosenOne(parts, row, vscode.l10n.t("Copy Secret"));
    if (chosen === undefined) return;
    const secret = await secretOf(parts, chosen);
    await parts.clipboard.copySecret(secret, vscode.l10n.t("the secret of “{0}”", chosen.credential.label));
  },
};
