import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { copyAs } from "./copy-as.ts";
import { copyLaunchExample } from "./copy-launch-example.ts";
import type { Command, Parts } from "./parts.ts";
import { type PutOptions, saveToEnv } from "./save-to-env.ts";
import { type ChosenOne, chosenOne } from "./secret-of.ts";
import { useInTerminals } from "./use-in-terminals.ts";

/** One question for all the places that a secret can go to. */
export const deliverSecret: Command = {
  id: "keyporter.deliverSecret",
  async run(parts, row) {
    const chosen = await chosenOne(parts, row, vscode.l10n.t("Deliver Secret"));
    if (chosen !== undefined) await deliver(parts, chosen);
  },
};

interface Place extends vscode.QuickPickItem {
  readonly go: (parts: Parts, chosen: ChosenOne, options?: PutOptions) => Promise<void> | void;
}

/** Asks where the secret is to go, and brings it there. */
export async function deliver(parts: Parts, chosen: ChosenOne, options?: PutOptions): Promise<void> {
  const { connection, credential } = chosen;
  const picked = await vscode.window.showQuickPick<Place>(
    [
      {
        label: `$(copy) ${vscode.l10n.t("Copy...")}`,
        detail: vscode.l10n.t("The secret alone, or with the client ID as lines, JSON, shell commands or curl"),
        go: copyAs,
      },
      {
        label: `$(file-code) ${vscode.l10n.t("Save to .env...")}`,
        detail: vscode.l10n.t("Into a file that you choose; you see the change first"),
        go: saveToEnv,
      },
      {
        label: `$(terminal) ${vscode.l10n.t("Use in Terminals...")}`,
        detail: vscode.l10n.t("As variables of new terminals, until this window closes"),
        go: useInTerminals,
      },
      {
        label: `$(debug-alt) ${vscode.l10n.t("Copy launch.json Example...")}`,
        detail: vscode.l10n.t("For debugging and tasks: no file holds the secret, and you are asked each time"),
        go: copyLaunchExample,
      },
      {
        label: `$(eye) ${vscode.l10n.t("Reveal Secret")}`,
        detail: vscode.l10n.t("In the details, masked again by itself"),
        go: reveal,
      },
    ],
    {
      title: vscode.l10n.t("Deliver the Secret of “{0}”", clean(credential.label)),
      placeHolder: vscode.l10n.t("Where do you need it? ({0})", connection.name),
      matchOnDetail: true,
    },
  );
  await picked?.go(parts, chosen, options);
}

const reveal = (parts: Parts, { connection, credential }: ChosenOne): void =>
  parts.details.open({ connectionId: connection.id, id: credential.id }, { reveal: true });
