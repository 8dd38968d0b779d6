import * as vscode from "vscode";
import type { Command } from "./parts.ts";
import { chosenConnection } from "./pick-connection.ts";

export const stopLoading: Command = {
  id: "keyporter.stopLoading",
  async run(parts, row) {
    const connection = await chosenConnection(parts, row, vscode.l10n.t("Stop Loading"));
    if (connection !== undefined) parts.view.credentials.listing(connection.id).cancel();
  },
};
