import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { variablesOf } from "../delivery/formats.ts";
import { namesFor } from "./ask-names.ts";
import type { Command, Parts } from "./parts.ts";
import { report } from "./report.ts";
import { agreedToSavedTerminals } from "./saved-terminals.ts";
import { type ChosenOne, chosenOne, secretOf } from "./secret-of.ts";

export const useSecretInTerminals: Command = {
  id: "keyporter.useInTerminals",
  async run(parts, row) {
    const chosen = await chosenOne(parts, row, vscode.l10n.t("Use in Terminals"));
    if (chosen !== undefined) await useInTerminals(parts, chosen);
  },
};

/** Gives new terminals of this window both halves as variables. */
export async function useInTerminals(parts: Parts, chosen: ChosenOne): Promise<void> {
  const { connection, credential } = chosen;
  const names = await namesFor(parts, chosen);
  if (names === undefined || !(await agreedToSavedTerminals())) return;
  const variables = variablesOf({ clientId: credential.clientId, secret: await secretOf(parts, chosen), names });
  for (const variable of variables) {
    const what =
      variable.name === names.secret
        ? vscode.l10n.t("client secret of “{0}”, {1}", clean(credential.label), connection.name)
        : vscode.l10n.t("client ID of “{0}”, {1}", clean(credential.label), connection.name);
    parts.delivery.terminals.set(variable, what);
  }
  offerTerminal(variables.map(({ name }) => name)).catch((error: unknown) => report(parts, error));
}

async function offerTerminal(names: readonly string[]): Promise<void> {
  const open = vscode.l10n.t("New Terminal");
  const list = vscode.l10n.t("Terminal Variables");
  const answer = await vscode.window.showInformationMessage(
    clean(
      vscode.l10n.t(
        "New terminals have {0} until this window closes. Terminals that are open now have to be opened anew.",
        names.join(", "),
      ),
    ),
    open,
    list,
  );
  if (answer === open) vscode.window.createTerminal().show();
  if (answer === list) await vscode.commands.executeCommand("keyporter.terminalVariables");
}
