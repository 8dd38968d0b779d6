import * as vscode from "vscode";
import { Action } from "../core/model.ts";
import type { Command } from "./parts.ts";
import { allowing, chosenCredentials } from "./pick-credentials.ts";
import { startAction } from "./start-action.ts";

/** Another end for what is on. */
export const renew: Command = {
  id: "keyporter.renew",
  async run(parts, row, selection) {
    const chosen = await chosenCredentials(parts, row, selection, vscode.l10n.t("Renew"), allowing(Action.renew));
    if (chosen !== undefined) await startAction(parts, Action.renew, chosen);
  },
};
