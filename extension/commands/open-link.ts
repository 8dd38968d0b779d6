import * as vscode from "vscode";
import { parseLink } from "./link.ts";
import type { Parts } from "./parts.ts";

/**
 * Shows what a link from elsewhere leads to. Anybody can write one, so it never does more than a click on a row: only connections that
 * are set up here are asked, and only for what the details show.
 */
export async function openLink({ settings, view, details }: Parts, path: string): Promise<void> {
  const link = parseLink(path);
  if (link === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("Keyporter does not know this link. It opens links to a connection or to a key, and nothing else."),
    );
    return;
  }
  const connection = settings.find(link.connectionId);
  if (connection === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("The link leads to a connection that is not set up in this VS Code. No server was asked."),
    );
    return;
  }
  await view.reveal(connection);
  if (link.id !== undefined) details.open({ connectionId: connection.id, id: link.id });
}
