import * as vscode from "vscode";
import type { Command } from "./parts.ts";
import { chosenConnection } from "./pick-connection.ts";

export const loadMore: Command = {
  id: "keyporter.loadMore",
  async run(parts, row) {
    const connection = await chosenConnection(parts, row, vscode.l10n.t("Load More"));
    if (connection !== undefined) await parts.view.credentials.listing(connection.id).loadMore();
  },
};
