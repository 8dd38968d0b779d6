import * as vscode from "vscode";

/** As package.json has it. */
const DEFAULT_DAYS = 14;

/** So many days before its end a credential is said to expire: the setting `keyporter.expiry.warnDays`. */
export function warnDays(): number {
  const days: unknown = vscode.workspace.getConfiguration("keyporter").get("expiry.warnDays");
  return typeof days === "number" && days >= 1 ? days : DEFAULT_DAYS;
}

/** Whether this change of the settings is one of `warnDays`. */
export const changesWarnDays = (event: vscode.ConfigurationChangeEvent): boolean =>
  event.affectsConfiguration("keyporter.expiry.warnDays");
