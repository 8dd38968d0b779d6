import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { relativeTime } from "../core/relative-time.ts";
import { adopted } from "../rotation/look.ts";
import type { RotationParts } from "../rotation/parts.ts";
import type { Plan } from "../rotation/plan.ts";
import type { Parts } from "./parts.ts";

/** The person says which one is the new one: those of its name are offered, the newest first. */
export async function chooseTwin(
  parts: Parts,
  rotation: RotationParts,
  plan: Plan,
  signal: AbortSignal,
): Promise<void> {
  const session = await rotation.session(rotation.connection(plan.connectionId));
  const rows = [];
  for await (const page of session.list({ search: plan.old.label }, signal)) rows.push(...page);
  const items = rows
    .filter(({ id, label }) => id !== plan.id && label.trim() === plan.old.label.trim())
    .toSorted((one, other) => (other.createdAt?.getTime() ?? 0) - (one.createdAt?.getTime() ?? 0))
    .map(credential => ({
      label: clean(credential.label),
      description: credential.clientId ?? credential.id,
      ...(credential.createdAt === undefined
        ? {}
        : { detail: relativeTime(credential.createdAt, new Date(), vscode.env.language) }),
      id: credential.id,
    }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      clean(vscode.l10n.t("There is no other one named “{0}”, so it was not created: begin again.", plan.old.label)),
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("The New One of the Rotation of “{0}”", clean(plan.old.label)),
    placeHolder: vscode.l10n.t("Which one was created for it?"),
    matchOnDescription: true,
  });
  if (picked !== undefined) await adopted(rotation, session, plan, picked.id, signal);
}
