import * as v from "valibot";
import type * as vscode from "vscode";
import { type PageName, preparePanel } from "./panel.ts";

const said = v.object({ type: v.picklist(["ready", "cancel"]) });

/** A tab that came back without knowing what it was about says so, with a message of its page's own protocol. */
export function showLost(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, page: PageName, message: object): void {
  preparePanel(panel, extensionUri, page);
  panel.webview.onDidReceiveMessage((raw: unknown) => {
    const parsed = v.safeParse(said, raw);
    if (!parsed.success) return;
    if (parsed.output.type === "ready") void panel.webview.postMessage(message);
    else panel.dispose();
  });
}
