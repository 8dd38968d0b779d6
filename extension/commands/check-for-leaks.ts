import * as vscode from "vscode";
import { number } from "../core/local.ts";
import { clean } from "../core/clean-text.ts";
import type { Swept } from "../leaks/watch.ts";
import { leftOutWords } from "./left-out-words.ts";
import type { Command } from "./parts.ts";

/** Looks through the files of the workspace for copies of secrets that the vault knows. */
export const checkForLeaks: Command = {
  id: "keyporter.checkForLeaks",
  async run(parts) {
    if ((vscode.workspace.workspaceFolders ?? []).length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("No folder is open, so there are no files to look through."),
      );
      return;
    }
    const swept = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t("Looking for leaked secrets"),
        cancellable: true,
      },
      (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        let percent = 0;
        return parts.leaks.sweep(abort.signal, (done, all) => {
          const now = Math.floor((done / all) * 100);
          if (now === percent) return;
          progress.report({
            increment: now - percent,
            message: vscode.l10n.t("{0} of {1} files", number(done), number(all)),
          });
          percent = now;
        });
      },
    );
    await tellResult(swept);
  },
};

async function tellResult(swept: Swept | undefined): Promise<void> {
  if (swept === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Keyporter knows no secret yet: it looks for those that were issued through it."),
    );
    return;
  }
  const { leaks, filesWithLeaks, looked } = swept;
  if (leaks === 0) {
    const none = vscode.l10n.t(
      "No secret that Keyporter knows stands in the {0} files that were looked through.",
      number(looked),
    );
    void vscode.window.showInformationMessage(clean([none, ...boundWords(swept)].join(" ")));
    return;
  }
  const some = vscode.l10n.t("Secrets stand in plain. Places: {0}, files: {1}.", number(leaks), number(filesWithLeaks));
  const showProblems = vscode.l10n.t("Show Problems");
  const answer = await vscode.window.showWarningMessage(clean([some, ...boundWords(swept)].join(" ")), showProblems);
  if (answer === showProblems) await vscode.commands.executeCommand("workbench.actions.view.problems");
}

/** Why this may not be all. */
function boundWords({ stopped, skipped, ...bounds }: Swept): readonly string[] {
  const why = {
    cancelled: vscode.l10n.t("Stopped before all files were looked through."),
    time: vscode.l10n.t("After two minutes the rest was left out."),
  };
  return [
    ...(stopped === undefined ? [] : [why[stopped]]),
    ...leftOutWords(bounds),
    ...(skipped === 0 ? [] : [vscode.l10n.t("Left out, binary, too large or not readable: {0}.", number(skipped))]),
  ];
}
