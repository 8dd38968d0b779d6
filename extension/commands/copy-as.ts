import * as vscode from "vscode";
import { ServiceError } from "../core/errors.ts";
import { clean } from "../core/clean-text.ts";
import { type Format, formatted } from "../delivery/formats.ts";
import { serviceById } from "../services/catalog.ts";
import type { Command, Parts } from "./parts.ts";
import { type ChosenOne, chosenOne, secretOf } from "./secret-of.ts";
import { tell } from "./tell.ts";

export const copySecretAs: Command = {
  id: "keyporter.copySecretAs",
  async run(parts, row) {
    const chosen = await chosenOne(parts, row, vscode.l10n.t("Copy Secret As"));
    if (chosen !== undefined) await copyAs(parts, chosen);
  },
};

/** Asks in which form, and copies. What holds the secret is cleared from the clipboard after a time. */
export async function copyAs(parts: Parts, chosen: ChosenOne): Promise<void> {
  const { connection, credential } = chosen;
  const names = parts.delivery.names.orSuggested(connection.id, credential);
  const curl = serviceById(connection.service)?.info.curl;
  const { clientId } = credential;
  const items: readonly (vscode.QuickPickItem & { readonly format: Format | "curl" })[] = [
    { label: vscode.l10n.t("Client secret"), description: vscode.l10n.t("nothing else"), format: "value" },
    {
      label: vscode.l10n.t("Lines for a .env file"),
      description: `${names.clientId}=... ${names.secret}=...`,
      format: "lines",
    },
    {
      label: vscode.l10n.t("Shell commands"),
      description: `export ${names.clientId}=... export ${names.secret}=...`,
      format: "export",
    },
    { label: vscode.l10n.t("JSON"), description: '{ "clientId": ..., "clientSecret": ... }', format: "json" },
    ...(curl === undefined || clientId === undefined
      ? []
      : [
          {
            label: vscode.l10n.t("curl command"),
            description: vscode.l10n.t("signs in to try it; it asks for the secret and does not hold it"),
            format: "curl" as const,
          },
        ]),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Copy the Secret of “{0}”", clean(credential.label)),
    placeHolder: vscode.l10n.t("In which form?"),
    matchOnDescription: true,
  });
  if (picked === undefined) return;
  if (picked.format === "curl") {
    if (curl === undefined || clientId === undefined) return;
    const baseUrl = await parts.sessions.addressOf(connection);
    const command = curl({ connectionId: connection.id, baseUrl, fields: connection.fields }, clientId);
    const hint = vscode.l10n.t(
      "For bash and zsh. Paste the secret when it waits: nothing is shown, nothing is in the history.",
    );
    await parts.clipboard.copyText(`# ${hint}\nread -rs SECRET && ${command}`);
    tell(vscode.l10n.t("Copied the curl command. It asks for the secret and does not hold it."));
    return;
  }
  const text = formatted(picked.format, { clientId, secret: await secretOf(parts, chosen), names });
  if (text === undefined) throw cannotBeWritten();
  await parts.clipboard.copySecret(
    text,
    picked.format === "value"
      ? vscode.l10n.t("the secret of “{0}”", credential.label)
      : vscode.l10n.t("the client ID and the secret of “{0}”", credential.label),
  );
}

const cannotBeWritten = (): ServiceError =>
  new ServiceError({
    kind: "invalid",
    message: vscode.l10n.t("This secret can't be written as lines that dotenv reads back exactly."),
    hint: vscode.l10n.t("Copy it as JSON or as shell commands."),
  });
