import * as vscode from "vscode";
import type { Command } from "./parts.ts";

export const openWalkthrough: Command = {
  id: "keyporter.openWalkthrough",
  async run() {
    await vscode.commands.executeCommand("workbench.action.openWalkthrough", "keyporter.keyporter#start", false);
  },
};
