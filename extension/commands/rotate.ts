import * as vscode from "vscode";
import { canRotate } from "../connections/allowed-actions.ts";
import type { Connection } from "../connections/connection.ts";
import type { Credential } from "../core/model.ts";
import { planAbout } from "../rotation/plan.ts";
import { serviceById } from "../services/catalog.ts";
import type { Command } from "./parts.ts";
import { chosenCredentials, ONLY_ONE } from "./pick-credentials.ts";

/** Replaces a credential without a moment in which nothing works: opens its plan, a new one or the one that is under way. */
export const rotate: Command = {
  id: "keyporter.rotate",
  async run(parts, row) {
    const fits = (connection: Connection, credential: Credential): boolean =>
      canRotate(serviceById(connection.service), connection, credential);
    const chosen = await chosenCredentials(parts, row, ONLY_ONE, vscode.l10n.t("Rotate"), fits);
    const credential = chosen?.credentials[0];
    if (chosen === undefined) return;
    if (credential === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("This can't be rotated here: it has ended, or the connection is read-only."),
      );
      return;
    }
    const connectionId = chosen.connection.id;
    const underWay = planAbout(await (await parts.rotations.plans()).all(), connectionId, credential.id);
    parts.rotations.open({ connectionId, id: underWay?.id ?? credential.id });
  },
};
