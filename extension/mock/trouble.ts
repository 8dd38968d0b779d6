import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import type { MockStatus } from "./status.ts";
import type { MockWhenNeeded } from "./when-needed.ts";

interface Trouble {
  readonly message: string;
  readonly offer?: string;
  readonly accept?: () => Thenable<unknown>;
}

/** Says that the mock server ended though nobody asked it to, and offers to start it again; and that its state file was damaged. */
export function tellOfTrouble(
  mock: MockWhenNeeded,
  log: vscode.LogOutputChannel,
  startAgain: () => Thenable<unknown>,
): vscode.Disposable {
  const troubleOf = (status: MockStatus): Trouble | undefined => {
    if (status.type === "ended") {
      const message = vscode.l10n.t("The mock server ended, and nobody had asked it to ({0}).", clean(status.how));
      return { message, offer: vscode.l10n.t("Start Again"), accept: startAgain };
    }
    if (status.type !== "running" || status.damaged === undefined) return undefined;
    const message = vscode.l10n.t(
      "The mock server's state file was damaged. It was kept as {0}; the mock server goes on with its last good copy, which may lack the last change.",
      clean(status.damaged),
    );
    return { message };
  };
  const stopListening = mock.onDidChange(status => {
    const trouble = troubleOf(status);
    if (trouble === undefined) return;
    const showLog = vscode.l10n.t("Show Log");
    const offers = [...(trouble.offer === undefined ? [] : [trouble.offer]), showLog];
    void vscode.window.showWarningMessage(clean(trouble.message), ...offers).then(answer => {
      if (answer === showLog) log.show();
      return answer !== undefined && answer === trouble.offer ? trouble.accept?.() : undefined;
    });
  });
  return new vscode.Disposable(stopListening);
}
