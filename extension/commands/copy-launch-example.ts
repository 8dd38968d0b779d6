import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { type ExampleFile, launchExample } from "../delivery/launch-example.ts";
import type { Command, Parts } from "./parts.ts";
import { type ChosenOne, chosenOne } from "./secret-of.ts";
import { tell } from "./tell.ts";

export const copyExampleForLaunch: Command = {
  id: "keyporter.copyLaunchExample",
  async run(parts, row) {
    const chosen = await chosenOne(parts, row, vscode.l10n.t("Copy launch.json Example"));
    if (chosen !== undefined) await copyLaunchExample(parts, chosen);
  },
};

/** Copies a launch.json or tasks.json that asks for the secret; it holds none. */
export async function copyLaunchExample(parts: Parts, { connection, credential }: ChosenOne): Promise<void> {
  const items: readonly (vscode.QuickPickItem & { readonly label: ExampleFile })[] = [
    { label: "tasks.json", description: vscode.l10n.t("a task with both variables in its options.env") },
    { label: "launch.json", description: vscode.l10n.t("a debug configuration with both variables in its env") },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Copy an Example for “{0}”", clean(credential.label)),
    placeHolder: vscode.l10n.t("For which file?"),
  });
  if (picked === undefined) return;
  const example = launchExample(picked.label, {
    connection: connection.id,
    credential: credential.id,
    names: parts.delivery.names.orSuggested(connection.id, credential),
    comments: comments(picked.label, { connection, credential }),
  });
  await parts.clipboard.copyText(example);
  tell(vscode.l10n.t("Copied an example for .vscode/{0}. It holds no secret.", picked.label));
}

const comments = (file: ExampleFile, { connection, credential }: ChosenOne): readonly string[] => [
  vscode.l10n.t(".vscode/{0} with the {1} “{2}” of “{3}”.", file, credential.kind, credential.label, connection.name),
  vscode.l10n.t("No file holds the secret: Keyporter asks you each time, then hands it over."),
  file === "tasks.json"
    ? vscode.l10n.t("Leave it in options.env: VS Code prints commands and their arguments in the terminal.")
    : vscode.l10n.t(
        "Leave it in env, and the console as it is: VS Code would print arguments, and in a terminal the environment too.",
      ),
  vscode.l10n.t("The ids under “args” are of this machine's connection; others put in their own."),
];
