import * as vscode from "vscode";
import { Action } from "../core/model.ts";
import type { Command } from "./parts.ts";
import { allowing, chosenCredentials } from "./pick-credentials.ts";
import { startAction } from "./start-action.ts";

/** Switches something on for a limited time; where it is on already, renews it. */
export const turnOn: Command = {
  id: "keyporter.turnOn",
  async run(parts, row, selection) {
    const chosen = await chosenCredentials(
      parts,
      row,
      selection,
      vscode.l10n.t("Turn On"),
      allowing(Action.turnOn, Action.renew),
    );
    const isOff = chosen?.credentials.every(({ actions }) => actions.includes(Action.turnOn)) ?? false;
    if (chosen !== undefined) await startAction(parts, isOff ? Action.turnOn : Action.renew, chosen);
  },
};
