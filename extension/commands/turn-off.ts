import * as vscode from "vscode";
import { Action } from "../core/model.ts";
import type { Command } from "./parts.ts";
import { allowing, chosenCredentials } from "./pick-credentials.ts";
import { startAction } from "./start-action.ts";

/** Switches off what is on, now. */
export const turnOff: Command = {
  id: "keyporter.turnOff",
  async run(parts, row, selection) {
    const chosen = await chosenCredentials(parts, row, selection, vscode.l10n.t("Turn Off"), allowing(Action.turnOff));
    if (chosen !== undefined) await startAction(parts, Action.turnOff, chosen);
  },
};
