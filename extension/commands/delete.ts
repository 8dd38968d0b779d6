import * as vscode from "vscode";
import { Action } from "../core/model.ts";
import type { Command } from "./parts.ts";
import { allowing, chosenCredentials } from "./pick-credentials.ts";
import { startAction } from "./start-action.ts";

export const deleteCredential: Command = {
  id: "keyporter.delete",
  async run(parts, row, selection) {
    const chosen = await chosenCredentials(parts, row, selection, vscode.l10n.t("Delete"), allowing(Action.delete));
    if (chosen !== undefined) await startAction(parts, Action.delete, chosen);
  },
};
