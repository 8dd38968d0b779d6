import * as vscode from "vscode";
import { Action } from "../core/model.ts";
import type { Command } from "./parts.ts";
import { allowing, chosenCredentials } from "./pick-credentials.ts";
import { startAction } from "./start-action.ts";

/** Makes a credential invalid. Where a service knows no such state, deleting is what it calls that. */
export const revoke: Command = {
  id: "keyporter.revoke",
  async run(parts, row, selection) {
    const title = vscode.l10n.t("Revoke");
    const chosen = await chosenCredentials(parts, row, selection, title, allowing(Action.revoke, Action.delete));
    const canRevoke = chosen?.credentials.every(({ actions }) => actions.includes(Action.revoke)) ?? false;
    if (chosen !== undefined) await startAction(parts, canRevoke ? Action.revoke : Action.delete, chosen);
  },
};
