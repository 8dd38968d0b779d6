import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import type { Outcome } from "../services/service.ts";
import type { FormRef } from "../webviews/form/ref.ts";
import type { Parts } from "./parts.ts";
import { report } from "./report.ts";
import { tell } from "./tell.ts";

/** After a form was submitted: says what was done, and where a secret was issued, offers it at once. */
export function finishedForm(
  parts: Parts,
  { connectionId }: FormRef,
  { message, credential, issued, incomplete }: Outcome,
): void {
  if (credential === undefined || issued === undefined) {
    tell(message);
    return;
  }
  const ref = { connectionId, id: credential.id };
  // A form that is not finished stays in front.
  if (incomplete === undefined) parts.details.open(ref);
  const copy = vscode.l10n.t("Copy Secret");
  const reveal = vscode.l10n.t("Reveal");
  const offer = async (): Promise<void> => {
    const answer = await vscode.window.showInformationMessage(clean(message), copy, reveal);
    if (answer === copy)
      await parts.clipboard.copySecret(issued.secret, vscode.l10n.t("the secret of “{0}”", credential.label));
    if (answer === reveal) parts.details.open(ref, { reveal: true });
  };
  offer().catch((error: unknown) => report(parts, error));
}
