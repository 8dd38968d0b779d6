import * as vscode from "vscode";
import type { Connection } from "../connections/connection.ts";
import { describeError, isCancelled, ServiceError } from "../core/errors.ts";
import { redact } from "../core/redact.ts";
import { clean } from "../core/clean-text.ts";
import type { Parts } from "./parts.ts";

/** Shows an error once, with what can be done about it; a person's own cancel is none. */
export async function report(parts: Parts, error: unknown, connection?: Connection): Promise<void> {
  if (isCancelled(error) && !(error instanceof ServiceError && error.outcomeUnknown)) return;
  const message = clean(redact(describeError(error)));
  parts.log.error(
    error instanceof ServiceError ? message : redact(error instanceof Error ? (error.stack ?? message) : message),
  );
  const signIn = vscode.l10n.t("Sign In Again");
  const showLog = vscode.l10n.t("Show Log");
  const canSignIn = connection !== undefined && error instanceof ServiceError && error.kind === "unauthenticated";
  const answer = await vscode.window.showErrorMessage(clean(message), ...(canSignIn ? [signIn] : []), showLog);
  if (answer === signIn && connection !== undefined)
    await vscode.commands.executeCommand("keyporter.signInAgain", connection.id);
  if (answer === showLog) parts.log.show();
}
