import * as vscode from "vscode";
import type { Command } from "./parts.ts";

export const openSettings: Command = {
  id: "keyporter.openSettings",
  async run() {
    await vscode.commands.executeCommand("workbench.action.openApplicationSettingsJson", {
      revealSetting: { key: "keyporter.connections" },
    });
  },
};
