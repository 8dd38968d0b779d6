import * as vscode from "vscode";
import type { Command } from "./parts.ts";
import { chosenConnection } from "./pick-connection.ts";
import { refreshed } from "./refresh.ts";

/** One connection, from its row. */
export const retry: Command = {
  id: "keyporter.retry",
  async run(parts, row) {
    const connection = await chosenConnection(parts, row, vscode.l10n.t("Refresh Connection"));
    if (connection !== undefined) await refreshed(parts, connection.id);
  },
};
