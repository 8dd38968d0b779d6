import * as vscode from "vscode";
import type { Command } from "./parts.ts";
import { withProgress } from "./progress.ts";

/** Opens the bundled mock server's own page: its state, its journal, its clock, its faults. */
export const mockDashboard: Command = {
  id: "keyporter.mock.openDashboard",
  async run(parts) {
    const url = await withProgress(vscode.l10n.t("Starting the bundled mock server..."), () => parts.mock.url());
    await vscode.env.openExternal(vscode.Uri.parse(url, true));
  },
};
