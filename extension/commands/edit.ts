import * as vscode from "vscode";
import { Action } from "../core/model.ts";
import type { Command } from "./parts.ts";
import { allowing, chosenCredentials, ONLY_ONE } from "./pick-credentials.ts";
import { startAction } from "./start-action.ts";

export const edit: Command = {
  id: "keyporter.edit",
  async run(parts, row) {
    const chosen = await chosenCredentials(parts, row, ONLY_ONE, vscode.l10n.t("Edit"), allowing(Action.edit));
    if (chosen !== undefined) await startAction(parts, Action.edit, chosen);
  },
};
