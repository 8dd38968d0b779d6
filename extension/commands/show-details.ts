import * as vscode from "vscode";
import type { Command } from "./parts.ts";
import { chosenCredentials, ONLY_ONE } from "./pick-credentials.ts";

export const showDetails: Command = {
  id: "keyporter.showDetails",
  async run(parts, row) {
    const chosen = await chosenCredentials(parts, row, ONLY_ONE, vscode.l10n.t("Show Details"));
    const credential = chosen?.credentials[0];
    if (chosen !== undefined && credential !== undefined) {
      parts.details.open({ connectionId: chosen.connection.id, id: credential.id }, { passing: true });
    }
  },
};
