import * as vscode from "vscode";
import { number } from "../core/local.ts";
import { environmentOf } from "../connections/connection.ts";
import { environmentWords } from "../connections/environment-words.ts";
import { endWords } from "../expiry/item-words.ts";
import type { Urgency } from "../expiry/urgency.ts";
import { urgencyWords } from "../expiry/urgency-words.ts";
import { colorOf, rowUri } from "./environment-look.ts";
import { markdown } from "./markdown.ts";
import type { SignInNode, UrgencyNode } from "./node.ts";

const ICONS: Readonly<Record<Urgency, string>> = {
  on: "flame",
  expired: "history",
  near: "watch",
  soon: "watch",
  later: "calendar",
  never: "key",
  ended: "circle-slash",
};

/** The heading of all rows that are in the same hurry. */
export function urgencyRow({ urgency, rows }: UrgencyNode, warnDays: number): vscode.TreeItem {
  const words = urgencyWords(urgency, warnDays);
  const item = new vscode.TreeItem(words, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `urgency/${urgency}`;
  const count = number(rows.length);
  item.description = count;
  item.iconPath = new vscode.ThemeIcon(ICONS[urgency]);
  item.contextValue = ";urgency;";
  item.tooltip = markdown([["text", `${words}: ${count}`]]);
  item.accessibilityInformation = { label: `${words}: ${count}` };
  return item;
}

/** What a connection signs in with, among all that ends. */
export function signInRow(node: SignInNode, now: Date): vscode.TreeItem {
  const { connection, urgency } = node;
  const environment = environmentOf(connection);
  const label = vscode.l10n.t("Sign-in of “{0}”", connection.name);
  const end = endWords(node, now, vscode.env.language);
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.id = `sign-in/${connection.id}`;
  item.description = end;
  item.iconPath = new vscode.ThemeIcon("sign-in", colorOf(environment));
  item.resourceUri = rowUri(environment, urgency);
  item.contextValue = ";sign-in;";
  item.command = { command: "keyporter.signInAgain", title: vscode.l10n.t("Sign In Again"), arguments: [node] };
  item.tooltip = markdown([
    ["strong", label],
    ["text", end],
    ["text", vscode.l10n.t("Sign in again with a new one before it ends.")],
  ]);
  item.accessibilityInformation = {
    label: [label, end, vscode.l10n.t("{0} connection", environmentWords(environment))].join(", "),
  };
  return item;
}
