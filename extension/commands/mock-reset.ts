import * as vscode from "vscode";
import { ServiceError } from "../core/errors.ts";
import { refreshMocks } from "./mock-start.ts";
import type { Command } from "./parts.ts";
import { withProgress } from "./progress.ts";
import { tell } from "./tell.ts";

/** Puts the demo data back in the place of everything that the bundled mock server holds. */
export const mockReset: Command = {
  id: "keyporter.mock.reset",
  async run(parts) {
    const reset = vscode.l10n.t("Reset");
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t("Reset the mock server?"),
      {
        modal: true,
        detail: vscode.l10n.t(
          "Everything that was created in it is gone, and the demo data is as it was. No real service is touched.",
        ),
      },
      reset,
    );
    if (answer !== reset) return;
    await withProgress(vscode.l10n.t("Resetting the bundled mock server..."), async signal => {
      const response = await fetch(`${await parts.mock.url()}/__mock/reset`, { method: "POST", signal });
      if (!response.ok) {
        throw new ServiceError({
          kind: "unavailable",
          message: vscode.l10n.t("The mock server could not be reset ({0}).", response.status),
          hint: vscode.l10n.t("Restart it, and try again."),
        });
      }
    });
    tell(vscode.l10n.t("The mock server holds the demo data again."));
    await refreshMocks(parts);
  },
};
