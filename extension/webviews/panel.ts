import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { pageHtml } from "./html.ts";

const pages = {
  form: { icon: "edit", script: "form.js", style: "form.css" },
  details: { icon: "key", script: "details.js", style: "details.css" },
  rotation: { icon: "sync", script: "rotation.js", style: "rotation.css" },
  overview: { icon: "graph", script: "overview.js", style: "overview.css" },
  report: { icon: "list-tree", script: "report.js", style: "report.css" },
} as const;

export type PageName = keyof typeof pages;

/** Where the pages' scripts and styles are: all that a webview may read. */
const resourceRoots = (extensionUri: vscode.Uri): readonly vscode.Uri[] => [
  vscode.Uri.joinPath(extensionUri, "dist", "webviews"),
  vscode.Uri.joinPath(extensionUri, "media", "webviews"),
];

/** An empty tab beside the person's own. */
export const createPanel = (viewType: string, title: string, preserveFocus = false): vscode.WebviewPanel =>
  vscode.window.createWebviewPanel(viewType, title, { viewColumn: vscode.ViewColumn.Active, preserveFocus });

/** Makes a tab, new or restored after a reload of the window, ours. */
export function preparePanel(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, name: PageName): void {
  const { icon, script, style } = pages[name];
  const { webview } = panel;
  const [built, media] = resourceRoots(extensionUri);
  const uri = (root: vscode.Uri | undefined, file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(root ?? extensionUri, file)).toString();
  panel.iconPath = new vscode.ThemeIcon(icon);
  webview.options = { enableScripts: true, localResourceRoots: [...resourceRoots(extensionUri)] };
  webview.html = pageHtml({
    cspSource: webview.cspSource,
    nonce: randomBytes(18).toString("base64"),
    script: uri(built, script),
    styles: [uri(built, "codicon.css"), uri(media, "base.css"), uri(media, style)],
    language: vscode.env.language,
    bundle: vscode.l10n.bundle,
    title: panel.title,
  });
}
