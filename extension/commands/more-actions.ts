import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { serviceOf } from "../connections/sessions.ts";
import { allowedActions } from "../connections/allowed-actions.ts";
import { Action } from "../core/model.ts";
import type { Command } from "./parts.ts";
import { chosenCredentials } from "./pick-credentials.ts";
import { startAction } from "./start-action.ts";

/** Everything that can be done to a credential, a service's own actions included. */
export const moreActions: Command = {
  id: "keyporter.moreActions",
  async run(parts, row, selection) {
    const chosen = await chosenCredentials(parts, row, selection, vscode.l10n.t("More Actions"));
    const credential = chosen?.credentials[0];
    if (chosen === undefined || credential === undefined) return;
    const service = serviceOf(chosen.connection);
    const items = allowedActions(service, chosen.connection, credential).flatMap(action => {
      const info = service.actions.get(action);
      const fits = info !== undefined && (info.many || chosen.credentials.length === 1) && action !== Action.reveal;
      return fits ? [{ label: `$(${info.icon}) ${info.title}`, action }] : [];
    });
    if (items.length === 0) {
      const message = chosen.connection.readOnly
        ? vscode.l10n.t("The connection “{0}” is read-only: nothing can be changed through it.", chosen.connection.name)
        : vscode.l10n.t("There is nothing that can be done to all of these at once.");
      void vscode.window.showInformationMessage(clean(message));
      return;
    }
    const picked = await vscode.window.showQuickPick(items, {
      title: credential.label,
      placeHolder: vscode.l10n.t("What do you want to do?"),
    });
    if (picked !== undefined) await startAction(parts, picked.action, chosen);
  },
};
