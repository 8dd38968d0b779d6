import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { Action } from "../core/model.ts";
import type { Running } from "../running/running.ts";
import type { Command } from "./parts.ts";
import { chosenConnection } from "./pick-connection.ts";
import { withProgress } from "./progress.ts";
import { tell } from "./tell.ts";

export const removeConnection: Command = {
  id: "keyporter.removeConnection",
  async run(parts, row) {
    const connection = await chosenConnection(parts, row, vscode.l10n.t("Remove Connection"));
    if (connection === undefined) return;
    const remove = vscode.l10n.t("Remove");
    const turnOff = vscode.l10n.t("Turn Off and Remove");
    const on = parts.running.all.filter(running => running.connection.id === connection.id);
    const canTurnOff = on.length > 0 && !connection.readOnly;
    const answer = await vscode.window.showWarningMessage(
      clean(vscode.l10n.t("Remove the connection “{0}”?", connection.name)),
      { modal: true, detail: [...on.map(stillOn), forgets()].join("\n\n") },
      ...(canTurnOff ? [turnOff] : []),
      remove,
    );
    if (answer === undefined) return;
    if (answer === turnOff) {
      await withProgress(turnOff, async signal => {
        for (const { credential } of on) {
          const ref = { connectionId: connection.id, action: Action.turnOff, id: credential.id };
          await parts.actions.perform(ref, {}, signal);
        }
      });
    }
    await parts.settings.remove(connection.id);
    await parts.signIns.remove(connection.id);
    tell(vscode.l10n.t("Removed “{0}”.", connection.name));
  },
};

const forgets = (): string =>
  vscode.l10n.t(
    "Keyporter forgets the address and the stored sign-in. Nothing changes on the server: what is there goes on working.",
  );

const stillOn = ({ credential }: Running): string =>
  vscode.l10n.t("{0} is on, and stays on until it ends by itself.", credential.label);
