import * as vscode from "vscode";
import { type Connection, environmentOf } from "../connections/connection.ts";
import { environmentWords } from "../connections/environment-words.ts";
import { clean } from "../core/clean-text.ts";
import type { Credential } from "../core/model.ts";
import type { Impact } from "../services/service.ts";

/** Asks before something destructive: what breaks, and on production the name, typed. True where the person agrees. */
export async function agreed(
  connection: Connection,
  credentials: readonly Credential[],
  impact: Impact,
): Promise<boolean> {
  const environment = environmentOf(connection);
  const where = vscode.l10n.t("Connection: {0} ({1})", connection.name, environmentWords(environment));
  const detail = [where, ...impact.effects].map(clean).join("\n\n");
  const answer = await vscode.window.showWarningMessage(
    clean(impact.question),
    { modal: true, detail },
    impact.confirmLabel,
  );
  if (answer !== impact.confirmLabel) return false;
  return environment !== "production" || typedTheName(connection, credentials, impact);
}

async function typedTheName(
  connection: Connection,
  credentials: readonly Credential[],
  impact: Impact,
): Promise<boolean> {
  const [first] = credentials;
  const name = clean(credentials.length === 1 && first !== undefined ? first.label : connection.name);
  const typed = await vscode.window.showInputBox({
    title: clean(impact.question),
    prompt: clean(vscode.l10n.t("“{0}” is a production connection. Type {1} to go ahead.", connection.name, name)),
    placeHolder: name,
    ignoreFocusOut: true,
    validateInput: text => (text === "" || name.startsWith(text) ? undefined : vscode.l10n.t("That is not the name.")),
  });
  if (typed === name) return true;
  if (typed !== undefined)
    void vscode.window.showInformationMessage(vscode.l10n.t("The name was not the same, so nothing was done."));
  return false;
}
