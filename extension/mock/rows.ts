import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import type { MockRequest } from "./requests.ts";
import type { MockStatus } from "./status.ts";

/** How it is, and where. */
export function statusRow(status: MockStatus): vscode.TreeItem {
  const { label, icon, detail } = words(status);
  const item = new vscode.TreeItem(label);
  item.id = "status";
  item.description = clean(detail);
  item.iconPath = icon;
  item.contextValue = `;mock;${status.type};`;
  item.tooltip = clean(detail);
  item.accessibilityInformation = { label: clean([label, detail].filter(part => part !== "").join(", ")) };
  return item;
}

interface Words {
  readonly label: string;
  readonly icon: vscode.ThemeIcon;
  readonly detail: string;
}

function words(status: MockStatus): Words {
  const warning = new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
  switch (status.type) {
    case "stopped":
      return { label: vscode.l10n.t("Stopped"), icon: new vscode.ThemeIcon("circle-outline"), detail: "" };
    case "starting":
      return { label: vscode.l10n.t("Starting..."), icon: new vscode.ThemeIcon("loading~spin"), detail: "" };
    case "running":
      return {
        label: vscode.l10n.t("Running"),
        icon: new vscode.ThemeIcon("circle-filled", new vscode.ThemeColor("testing.iconPassed")),
        detail: status.url,
      };
    case "ended":
      return { label: vscode.l10n.t("Ended unexpectedly"), icon: warning, detail: status.how };
    case "failed":
      return { label: vscode.l10n.t("Could not start"), icon: warning, detail: status.message };
  }
}

/** The heading of the last requests; `trouble` is why there may be others. */
export function requestsRow(count: number, trouble: string | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t("Recent Requests"), vscode.TreeItemCollapsibleState.Expanded);
  item.id = "requests";
  item.iconPath = new vscode.ThemeIcon("list-unordered");
  item.description = trouble ?? (count === 0 ? vscode.l10n.t("none yet") : "");
  if (trouble !== undefined) item.tooltip = trouble;
  const said = typeof item.description === "string" && item.description !== "" ? `, ${item.description}` : "";
  item.accessibilityInformation = { label: `${vscode.l10n.t("Recent Requests")}${said}` };
  return item;
}

/** "GET /v1/apiClients", "200 · 3 ms" */
export function requestRow({ id, at, method, path, status, milliseconds, fault }: MockRequest): vscode.TreeItem {
  const answer = status === 0 ? vscode.l10n.t("no answer") : String(status);
  const item = new vscode.TreeItem(clean(`${method} ${path}`));
  item.id = `request/${id}`;
  item.description = [answer, `${Math.round(milliseconds)} ms`, ...(fault === undefined ? [] : [clean(fault)])].join(
    " · ",
  );
  item.iconPath =
    status === 0 || status >= 400
      ? new vscode.ThemeIcon("error", new vscode.ThemeColor("list.warningForeground"))
      : new vscode.ThemeIcon("pass");
  item.accessibilityInformation = { label: clean(`${method} ${path}, ${item.description}`) };
  item.contextValue = ";request;";
  item.tooltip = `${new Date(at).toLocaleTimeString(vscode.env.language)} ${clean(`${method} ${path}`)}`;
  return item;
}
