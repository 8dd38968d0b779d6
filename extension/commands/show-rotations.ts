import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import type { Plan } from "../rotation/plan.ts";
import type { Command } from "./parts.ts";

/** The rotations that were begun and not closed, whichever window began them. */
export const showRotations: Command = {
  id: "keyporter.showRotations",
  async run(parts) {
    const plans = await (await parts.rotations.plans()).all();
    if (plans.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("No rotation is under way. Begin one with “Rotate Credential...” in the menu of a credential."),
      );
      return;
    }
    const items = plans.map(plan => ({
      label: `$(sync) ${clean(plan.old.label)}`,
      description: parts.settings.find(plan.connectionId)?.name ?? vscode.l10n.t("its connection was removed"),
      detail: progressWords(plan),
      plan,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t("Rotations"),
      placeHolder: vscode.l10n.t("Which one do you go on with?"),
      matchOnDescription: true,
    });
    if (picked !== undefined) parts.rotations.open(picked.plan);
  },
};

/** As far as the plan alone tells: whether the old one is ended is for the server to say, in the tab. */
function progressWords({ twin, deliveredAt, confirmedAt }: Plan): string {
  if (twin.state === "none") return vscode.l10n.t("Nothing is created yet.");
  if (twin.state === "creating") return vscode.l10n.t("The new one was being created.");
  if (confirmedAt !== undefined) return vscode.l10n.t("Everything uses the new one; the old one is to be ended.");
  return deliveredAt === undefined
    ? vscode.l10n.t("The new one is created; both work.")
    : vscode.l10n.t("The new one is delivered; both work.");
}
