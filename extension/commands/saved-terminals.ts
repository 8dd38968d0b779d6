import * as vscode from "vscode";

const SECTION = "terminal.integrated";
const REVIVE = "persistentSessionReviveProcess";

/**
 * Whether new terminals may get a secret. A variable that is not persisted still gets to the disk with the terminal that has it: to
 * bring terminals back, VS Code saves them with all their variables when it quits (`serializeTerminalState` in its pty service).
 */
export async function agreedToSavedTerminals(): Promise<boolean> {
  const settings = vscode.workspace.getConfiguration(SECTION);
  const revive: unknown = settings.get(REVIVE);
  if (settings.get("enablePersistentSessions") === false || revive === "never") return true;
  const turnOff = vscode.l10n.t("Never Save Terminals");
  const useAnyway = vscode.l10n.t("Use Anyway");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("VS Code saves open terminals with their variables when it quits."),
    {
      modal: true,
      detail: vscode.l10n.t(
        "The client secret would then be on disk, in VS Code's own state. It is so because the setting “{0}” is “{1}”; “never” turns it off.",
        `${SECTION}.${REVIVE}`,
        typeof revive === "string" ? revive : "onExit",
      ),
    },
    turnOff,
    useAnyway,
  );
  if (answer === turnOff) await settings.update(REVIVE, "never", vscode.ConfigurationTarget.Global);
  return answer !== undefined;
}
