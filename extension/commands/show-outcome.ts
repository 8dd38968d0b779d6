import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import type { ConnectionId, Issued } from "../core/model.ts";
import type { Outcome, Undo } from "../services/service.ts";
import type { FormRef } from "../webviews/form/ref.ts";
import { deliver } from "./deliver.ts";
import type { Parts } from "./parts.ts";
import { withProgress } from "./progress.ts";
import { report } from "./report.ts";
import { saveToEnv } from "./save-to-env.ts";
import { secretOf } from "./secret-of.ts";
import { tell } from "./tell.ts";

/** Says what was done, and where a secret was issued, offers it at once. */
export function showOutcome(parts: Parts, { connectionId }: Pick<FormRef, "connectionId">, outcome: Outcome): void {
  const { message, credential, issued, incomplete, undo } = outcome;
  if (credential === undefined || issued === undefined) {
    if (undo === undefined) tell(message);
    else offerUndo(parts, connectionId, message, undo).catch((error: unknown) => report(parts, error));
    return;
  }
  const ref = { connectionId, id: credential.id };
  // A form that is not finished stays in front.
  if (incomplete === undefined) parts.details.open(ref);
  offerSecret(parts, connectionId, message, issued).catch((error: unknown) => report(parts, error));
}

async function offerSecret(
  parts: Parts,
  connectionId: ConnectionId,
  message: string,
  { credential }: Issued,
): Promise<void> {
  const copy = vscode.l10n.t("Copy Secret");
  const save = vscode.l10n.t("Save to .env...");
  const more = vscode.l10n.t("More...");
  const answer = await vscode.window.showInformationMessage(clean(message), copy, save, more);
  if (answer === copy) {
    // From where it is kept: by now the person may have forgotten it for good, or saved it.
    const secret = await secretOf(parts, { connection: parts.actions.connection(connectionId), credential });
    await parts.clipboard.copySecret(secret, vscode.l10n.t("the secret of “{0}”", credential.label));
  }
  if (answer !== save && answer !== more) return;
  const chosen = { connection: parts.actions.connection(connectionId), credential };
  await (answer === save ? saveToEnv : deliver)(parts, chosen);
}

async function offerUndo(parts: Parts, connectionId: ConnectionId, message: string, undo: Undo): Promise<void> {
  const take = vscode.l10n.t("Undo");
  const answer = await vscode.window.showInformationMessage(clean(message), take);
  if (answer !== take) return;
  const outcome = await withProgress(take, signal =>
    parts.actions.perform({ connectionId, action: undo.action, id: undo.id }, undo.input, signal),
  );
  tell(outcome.message);
}
