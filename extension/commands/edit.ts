import * as vscode from "vscode";
import { Action } from "../core/model.ts";
import type { Command } from "./parts.ts";
import { allowing, chosenCredentials } from "./pick-credentials.ts";
import { startAction } from "./start-action.ts";

export const edit: Command = {
  id: "keyporter.edit",
  async run(parts, row) {
    const chosen = await chosenCredentials(parts, row, undefined, vscode.l10n.t("Edit"), allowing(Action.edit));
    if (chosen !== undefined) await startAction(parts, Action.edit, chosen);
  },
};
