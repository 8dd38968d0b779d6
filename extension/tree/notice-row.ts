import * as vscode from "vscode";
import { number } from "../core/local.ts";
import { clean } from "../core/clean-text.ts";
import { describeError } from "../core/errors.ts";
import type { ServiceInfo } from "../services/service.ts";
import { extensionOf } from "../services/guest/extension-of.ts";
import { markdown } from "./markdown.ts";
import type { MisfitNode, NoticeNode } from "./node.ts";

interface Look {
  readonly label: string;
  readonly description?: string;
  readonly icon: vscode.ThemeIcon;
  readonly command?: vscode.Command;
  readonly tooltip?: string;
}

/** A row that says something instead of showing a credential. */
export function noticeRow(node: NoticeNode, info: ServiceInfo | undefined): vscode.TreeItem {
  const { label, description, icon, command, tooltip } = lookOf(node, info);
  const item = new vscode.TreeItem(clean(label), vscode.TreeItemCollapsibleState.None);
  item.id = `notice/${node.connection.id}/${node.notice.type}`;
  item.iconPath = icon;
  item.contextValue = `;notice;${node.notice.type};`;
  item.tooltip = markdown([["text", tooltip ?? label]]);
  const said = [node.saysConnection === true ? node.connection.name : undefined, description].filter(
    part => part !== undefined && part !== "",
  );
  if (said.length > 0) item.description = clean(said.join(" · "));
  if (command !== undefined) item.command = command;
  const heard = tooltip ?? label;
  const more = description !== undefined && !heard.includes(description) ? [description] : [];
  item.accessibilityInformation = { label: [heard, ...more, node.connection.name].join(", ") };
  return item;
}

function lookOf(node: NoticeNode, info: ServiceInfo | undefined): Look {
  const { notice } = node;
  /** The extension without which nothing works here. */
  const extension = info === undefined ? extensionOf(node.connection.service) : undefined;
  const many = info?.credentialNoun.many ?? vscode.l10n.t("credentials");
  const one = info?.credentialNoun.one ?? vscode.l10n.t("credential");
  switch (notice.type) {
    case "loading":
      return { label: vscode.l10n.t("Loading {0}...", many), icon: new vscode.ThemeIcon("loading~spin") };
    case "empty":
      return {
        label: vscode.l10n.t("There are no {0} yet", many),
        icon: new vscode.ThemeIcon("add"),
        ...(node.connection.readOnly
          ? {}
          : {
              description: vscode.l10n.t("create the first one"),
              command: {
                command: "keyporter.create",
                title: vscode.l10n.t("Create {0}", one),
                arguments: [node],
              },
            }),
      };
    case "nothing-matches":
      return {
        label: vscode.l10n.t("Nothing matches “{0}”", notice.search),
        description: vscode.l10n.t("clear the filter"),
        icon: new vscode.ThemeIcon("filter"),
        command: { command: "keyporter.clearFilter", title: vscode.l10n.t("Clear Filter") },
      };
    case "failed":
      return {
        label: notice.error.message,
        description: notice.rowsAreOld ? vscode.l10n.t("what follows may be out of date") : (notice.error.hint ?? ""),
        icon: new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground")),
        tooltip: describeError(notice.error),
        command:
          extension !== undefined
            ? {
                command: "workbench.extensions.search",
                title: vscode.l10n.t("Show Extension"),
                arguments: [`@id:${extension}`],
              }
            : notice.error.kind === "unauthenticated"
              ? { command: "keyporter.signInAgain", title: vscode.l10n.t("Sign In Again"), arguments: [node] }
              : { command: "keyporter.retry", title: vscode.l10n.t("Retry"), arguments: [node] },
      };
    case "all-hidden":
      return {
        label:
          notice.count === 1
            ? vscode.l10n.t("The only one is revoked or expired")
            : vscode.l10n.t("All {0} are revoked or expired", number(notice.count)),
        description: vscode.l10n.t("show them"),
        icon: new vscode.ThemeIcon("eye-closed"),
        command: { command: "keyporter.showEnded", title: vscode.l10n.t("Show Revoked and Expired") },
      };
    case "more":
      return {
        label: vscode.l10n.t("Load more..."),
        description: vscode.l10n.t("{0} loaded", number(notice.loaded)),
        icon: new vscode.ThemeIcon("ellipsis"),
        command: { command: "keyporter.loadMore", title: vscode.l10n.t("Load More"), arguments: [node] },
      };
  }
}

const labelOfMisfit = (position: number): string =>
  vscode.l10n.t("Connection {0} in the settings can't be used", position);

/** A row for an element of the setting that is no connection. It stays in the settings until the person corrects it. */
export function misfitRow({ misfit }: MisfitNode): vscode.TreeItem {
  const item = new vscode.TreeItem(labelOfMisfit(misfit.position));
  item.id = `misfit/${misfit.position}`;
  item.description = misfit.message;
  item.iconPath = new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
  item.tooltip = markdown([["text", misfit.message]]);
  item.accessibilityInformation = { label: `${labelOfMisfit(misfit.position)}: ${misfit.message}` };
  item.contextValue = ";misfit;";
  item.command = { command: "keyporter.openSettings", title: vscode.l10n.t("Open Settings") };
  return item;
}
