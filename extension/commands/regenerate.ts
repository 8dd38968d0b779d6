import * as vscode from "vscode";
import { Action } from "../core/model.ts";
import type { Command } from "./parts.ts";
import { allowing, chosenCredentials } from "./pick-credentials.ts";
import { startAction } from "./start-action.ts";

/** A new secret for the same client ID; the old one stops at once. */
export const regenerate: Command = {
  id: "keyporter.regenerate",
  async run(parts, row, selection) {
    const title = vscode.l10n.t("Regenerate Secret");
    const chosen = await chosenCredentials(parts, row, selection, title, allowing(Action.regenerate));
    if (chosen !== undefined) await startAction(parts, Action.regenerate, chosen);
  },
};
