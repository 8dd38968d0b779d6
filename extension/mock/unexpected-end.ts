import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import type { MockWhenNeeded } from "./when-needed.ts";

/** Says that the mock server ended though nobody asked it to, and offers to start it again. */
export function sayUnexpectedEnd(
  mock: MockWhenNeeded,
  log: vscode.LogOutputChannel,
  startAgain: () => Thenable<unknown>,
): vscode.Disposable {
  const stopListening = mock.onDidChange(status => {
    if (status.type !== "ended") return;
    const start = vscode.l10n.t("Start Again");
    const showLog = vscode.l10n.t("Show Log");
    const message = vscode.l10n.t("The mock server ended, and nobody had asked it to ({0}).", clean(status.how));
    void vscode.window.showWarningMessage(clean(message), start, showLog).then(answer => {
      if (answer === showLog) log.show();
      return answer === start ? startAgain() : undefined;
    });
  });
  return new vscode.Disposable(stopListening);
}
