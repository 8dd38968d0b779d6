import * as vscode from "vscode";
import { serviceOf } from "../connections/sessions.ts";
import type { Command } from "./parts.ts";
import { chosenConnection } from "./pick-connection.ts";

export const openDocumentation: Command = {
  id: "keyporter.openDocumentation",
  async run(parts, row) {
    const connection = await chosenConnection(parts, row, vscode.l10n.t("Open Documentation"));
    if (connection === undefined) return;
    await vscode.env.openExternal(vscode.Uri.parse(serviceOf(connection).info.documentationUrl, true));
  },
};
