import * as vscode from "vscode";
import { hostOf } from "../connections/base-url.ts";
import { type Connection, environmentOf } from "../connections/connection.ts";
import { environmentWords } from "../connections/environment-words.ts";
import { connectionId } from "../core/model.ts";
import { isNode } from "../tree/node.ts";
import type { Parts } from "./parts.ts";

/** The connection of the row that a menu handed over, or of the given id; otherwise the person picks one. */
export async function chosenConnection(parts: Parts, row: unknown, title: string): Promise<Connection | undefined> {
  if (isNode(row) && "connection" in row) return parts.settings.find(row.connection.id);
  if (typeof row === "string") return parts.settings.find(connectionId(row));
  return pickConnection(parts, title);
}

/** Picks one where there are several; offers to add one where there is none. */
export async function pickConnection(
  parts: Parts,
  title: string,
  fits: (connection: Connection) => boolean = () => true,
): Promise<Connection | undefined> {
  const connections = parts.settings.all().connections.filter(fits);
  const [only] = connections;
  if (only === undefined) {
    await offerToAdd();
    return undefined;
  }
  if (connections.length === 1) return only;
  const items = connections.map(connection => ({
    label: connection.name,
    description: `${environmentWords(environmentOf(connection))} · ${hostOf(connection.baseUrl)}`,
    connection,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t("In which connection?"),
    matchOnDescription: true,
  });
  return picked?.connection;
}

async function offerToAdd(): Promise<void> {
  const add = vscode.l10n.t("Add Connection");
  const offline = vscode.l10n.t("Try It Offline");
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t("There is no connection for this yet."),
    add,
    offline,
  );
  if (answer === add) await vscode.commands.executeCommand("keyporter.addConnection");
  if (answer === offline) await vscode.commands.executeCommand("keyporter.tryOffline");
}
