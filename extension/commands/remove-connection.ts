import * as vscode from "vscode";
import type { Command } from "./parts.ts";
import { chosenConnection } from "./pick-connection.ts";
import { tell } from "./tell.ts";

export const removeConnection: Command = {
  id: "keyporter.removeConnection",
  async run(parts, row) {
    const connection = await chosenConnection(parts, row, vscode.l10n.t("Remove Connection"));
    if (connection === undefined) return;
    const remove = vscode.l10n.t("Remove");
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t("Remove the connection “{0}”?", connection.name),
      {
        modal: true,
        detail: vscode.l10n.t(
          "Keyporter forgets the address and the stored sign-in. Nothing changes on the server: what is there goes on working.",
        ),
      },
      remove,
    );
    if (answer !== remove) return;
    await parts.settings.remove(connection.id);
    await parts.signIns.remove(connection.id);
    tell(vscode.l10n.t("Removed “{0}”.", connection.name));
  },
};
