import * as vscode from "vscode";
import { isNode } from "../tree/node.ts";
import type { Command } from "./parts.ts";
import { chosenCredentials, ONLY_ONE } from "./pick-credentials.ts";

export const showDetails: Command = {
  id: "keyporter.showDetails",
  async run(parts, row) {
    const chosen = await chosenCredentials(parts, row, ONLY_ONE, vscode.l10n.t("Show Details"));
    const credential = chosen?.credentials[0];
    if (chosen !== undefined && credential !== undefined) {
      // Whoever goes through the rows wants to go on: only what is asked for twice takes the focus.
      const options = { passing: true, preserveFocus: isNode(row) };
      parts.details.open({ connectionId: chosen.connection.id, id: credential.id }, options);
    }
  },
};
