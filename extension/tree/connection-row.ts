import * as vscode from "vscode";
import { number } from "../core/local.ts";
import { hostOf } from "../connections/base-url.ts";
import { environmentOf } from "../connections/connection.ts";
import { environmentWords } from "../connections/environment-words.ts";
import { describeError } from "../core/errors.ts";
import type { ServiceInfo } from "../services/service.ts";
import { colorOf, environmentUri } from "./environment-look.ts";
import type { ListingStatus } from "./listing.ts";
import { markdown } from "./markdown.ts";
import type { ConnectionNode } from "./node.ts";

export interface ConnectionState {
  readonly status: ListingStatus;
  readonly counts: Counts;
  /** The query that it is filtered by; empty where there is none. */
  readonly query: string;
  readonly info: ServiceInfo | undefined;
  /** Whether credentials can be created there; a switch is just there. */
  readonly creates: boolean;
}

export interface Counts {
  readonly all: number;
  /** Revoked or expired. */
  readonly ended: number;
}

/** "24", "24 (5 ended)"; nothing before anything was loaded. */
function countWords({ all, ended }: Counts): string | undefined {
  if (all === 0) return undefined;
  return ended === 0 ? number(all) : vscode.l10n.t("{0} ({1} ended)", number(all), number(ended));
}

const loadedWords = ({ all, ended }: Counts): string =>
  vscode.l10n.t("{0} loaded, {1} of them revoked or expired", number(all), number(ended));

/** The row of a connection: name, environment, server, and what is wrong with it if something is. */
export function connectionRow(
  { connection }: ConnectionNode,
  { status, counts, query, info, creates }: ConnectionState,
): vscode.TreeItem {
  const environment = environmentOf(connection);
  const words = environmentWords(environment);
  const host = hostOf(connection.baseUrl);
  const readOnly = connection.readOnly ? vscode.l10n.t("read-only") : undefined;
  const failure = status.type === "failed" ? status.error : undefined;
  const trouble = failure === undefined ? undefined : shortTrouble(failure.kind);

  const item = new vscode.TreeItem(connection.name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `connection/${connection.id}`;
  const filtered = query === "" ? undefined : vscode.l10n.t("query: {0}", query);
  item.description = [words, readOnly, trouble ?? filtered ?? countWords(counts), host]
    .filter(part => part !== undefined)
    .join(" · ");
  item.iconPath =
    failure === undefined
      ? new vscode.ThemeIcon(info?.icon ?? "plug", colorOf(environment))
      : new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
  item.resourceUri = environmentUri(environment);
  item.contextValue = contextOf(failure?.kind, connection.readOnly, status, [
    ...(creates && !connection.readOnly ? ["creates"] : []),
    ...(info?.queryLanguage === undefined ? [] : ["queryable"]),
  ]);
  item.tooltip = markdown([
    ["strong", connection.name],
    ["text", `${words} · ${info?.name ?? connection.service} · ${host}`],
    ...(connection.readOnly
      ? [["text", vscode.l10n.t("Read-only: nothing can be changed through this connection.")] as const]
      : []),
    ...(counts.all > 0 ? [["text", loadedWords(counts)] as const] : []),
    ...(filtered === undefined ? [] : [["text", filtered] as const]),
    ...(failure === undefined ? [] : [["text", describeError(failure)] as const]),
  ]);
  item.accessibilityInformation = {
    label: [
      connection.name,
      info?.name,
      vscode.l10n.t("{0} connection", words),
      host,
      readOnly,
      filtered,
      counts.all === 0 ? undefined : loadedWords(counts),
      status.type === "loading" ? vscode.l10n.t("loading") : undefined,
      failure === undefined ? undefined : describeError(failure),
    ]
      .filter(part => part !== undefined)
      .join(", "),
  };
  return item;
}

function shortTrouble(kind: string): string {
  switch (kind) {
    case "unauthenticated":
      return vscode.l10n.t("sign in again");
    case "forbidden":
      return vscode.l10n.t("not allowed");
    case "throttled":
      return vscode.l10n.t("asked to slow down");
    case "unavailable":
      return vscode.l10n.t("can't be reached");
    default:
      return vscode.l10n.t("problem");
  }
}

/** Read by the `when` clauses in package.json: words between semicolons. */
function contextOf(
  kind: string | undefined,
  readOnly: boolean,
  status: ListingStatus,
  offers: readonly string[],
): string {
  const words = [
    "connection",
    readOnly ? "readonly" : "writable",
    ...offers,
    ...(kind === undefined ? [] : ["failed"]),
    ...(kind === "unauthenticated" ? ["signed-out"] : []),
    ...(status.type === "loading" ? ["loading"] : []),
  ];
  return `;${words.join(";")};`;
}
