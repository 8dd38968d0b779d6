import * as vscode from "vscode";
import { refreshMocks } from "./mock-start.ts";
import type { Command } from "./parts.ts";
import { withProgress } from "./progress.ts";

/** Ends the bundled mock server and starts it on the same state, at another address. */
export const mockRestart: Command = {
  id: "keyporter.mock.restart",
  async run(parts) {
    await withProgress(vscode.l10n.t("Restarting the bundled mock server..."), async () => {
      await parts.mock.stop();
      return parts.mock.url();
    });
    await refreshMocks(parts);
  },
};
