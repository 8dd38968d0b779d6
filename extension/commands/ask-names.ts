import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { isVariableName } from "../delivery/dotenv/set-variables.ts";
import type { VariableNames } from "../delivery/variable-names.ts";
import type { Parts } from "./parts.ts";
import type { Named } from "./secret-of.ts";

/** The names that this workspace knows the credential by: asked for once, then remembered. */
export async function namesFor(parts: Parts, chosen: Named): Promise<VariableNames | undefined> {
  return parts.delivery.names.of(chosen.connection.id, chosen.credential.id) ?? askNames(parts, chosen);
}

/** Asks for both names and remembers them. */
export async function askNames(parts: Parts, { connection, credential }: Named): Promise<VariableNames | undefined> {
  const proposed = parts.delivery.names.orSuggested(connection.id, credential);
  const ask = (step: number, prompt: string, value: string, taken?: string): Thenable<string | undefined> =>
    vscode.window.showInputBox({
      title: vscode.l10n.t("Variables for “{0}” ({1}/2)", clean(credential.label), step),
      prompt: clean(`${prompt} ${vscode.l10n.t("This workspace remembers it.")}`),
      value,
      ignoreFocusOut: true,
      validateInput: name => complaint(name, taken),
    });
  const clientId = await ask(1, vscode.l10n.t("What is the client ID called?"), proposed.clientId);
  if (clientId === undefined) return undefined;
  const secret = await ask(2, vscode.l10n.t("What is the client secret called?"), proposed.secret, clientId);
  if (secret === undefined) return undefined;
  const names = { clientId, secret };
  await parts.delivery.names.remember(connection.id, credential.id, names);
  return names;
}

function complaint(name: string, taken: string | undefined): string | undefined {
  if (!isVariableName(name)) return vscode.l10n.t("Letters, digits and _, and no digit at the beginning.");
  return name === taken ? vscode.l10n.t("The client ID has this name already.") : undefined;
}
