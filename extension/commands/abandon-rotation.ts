import * as vscode from "vscode";
import { serviceOf } from "../connections/sessions.ts";
import { clean } from "../core/clean-text.ts";
import type { RotationParts } from "../rotation/parts.ts";
import type { Plan } from "../rotation/plan.ts";
import { endForGood } from "./end-for-good.ts";
import type { ActContext } from "./rotation-acts.ts";

/** Gives a rotation up: says what there is now, and offers to end the new one where there is one. */
export async function abandonRotation(
  rotation: RotationParts,
  { plan, seen }: ActContext,
  signal: AbortSignal,
): Promise<"stay" | "close"> {
  const twin = seen?.twin?.type === "there" ? seen.twin.credential : undefined;
  const keep = twin === undefined ? vscode.l10n.t("Abandon") : vscode.l10n.t("Keep Both");
  const endTwin = vscode.l10n.t("End the New One...");
  const answer = await vscode.window.showWarningMessage(
    clean(vscode.l10n.t("Abandon the rotation of “{0}”?", plan.old.label)),
    { modal: true, detail: whatThereIs(plan) },
    ...(twin === undefined ? [keep] : [keep, endTwin]),
  );
  if (answer === undefined) return "stay";
  if (answer === endTwin && twin !== undefined) {
    const { endsWith } = serviceOf(rotation.connection(plan.connectionId)).info.rotation ?? {};
    if (endsWith === undefined) return "stay";
    if (!(await endForGood(rotation, plan.connectionId, endsWith, twin, signal))) return "stay";
  }
  await rotation.plans.remove(plan);
  return "close";
}

function whatThereIs({ old, twin }: Plan): string {
  switch (twin.state) {
    case "none":
      return clean(vscode.l10n.t("Nothing was created, and “{0}” stays as it is.", old.label));
    case "creating":
      return clean(
        vscode.l10n.t(
          "“{0}” stays as it is. It is not known whether a new one was created; if it was, it is in the list, and Keyporter's vault finds its secret.",
          old.label,
        ),
      );
    case "created":
      return clean(
        vscode.l10n.t(
          "Both work and stay: the old one ({0}) and the new one, “{1}” ({2}). The secret of the new one stays where it is.",
          old.clientId ?? old.label,
          twin.label,
          twin.clientId ?? twin.id,
        ),
      );
  }
}
