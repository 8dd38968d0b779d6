import * as vscode from "vscode";
import type { Command } from "./parts.ts";
import { withProgress } from "./progress.ts";

/** Ends the bundled mock server; a connection that needs it starts it again. */
export const mockStop: Command = {
  id: "keyporter.mock.stop",
  run: parts => withProgress(vscode.l10n.t("Stopping the bundled mock server..."), () => parts.mock.stop()),
};
