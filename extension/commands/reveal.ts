import * as vscode from "vscode";
import { Action } from "../core/model.ts";
import type { Command } from "./parts.ts";
import { allowing, chosenCredentials, ONLY_ONE } from "./pick-credentials.ts";

/** Opens the details with the secret shown; it is masked again by itself. */
export const reveal: Command = {
  id: "keyporter.reveal",
  async run(parts, row) {
    const chosen = await chosenCredentials(
      parts,
      row,
      ONLY_ONE,
      vscode.l10n.t("Reveal Secret"),
      allowing(Action.reveal),
    );
    const credential = chosen?.credentials[0];
    if (chosen !== undefined && credential !== undefined) {
      parts.details.open({ connectionId: chosen.connection.id, id: credential.id }, { reveal: true });
    }
  },
};
