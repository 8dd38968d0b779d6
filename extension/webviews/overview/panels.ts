import * as vscode from "vscode";
import { tabsOf } from "../tabs.ts";
import type { OverviewBackend } from "./backend.ts";
import type { ToOverview } from "./messages.ts";
import { overviewRef, overviewRefKey } from "./ref.ts";
import { OverviewSession } from "./session.ts";

export type { OverviewBackend } from "./backend.ts";

/** The tab with the overview: one, or none. */
export interface OverviewPanels {
  /** Takes over a tab that VS Code brings back after the window was reloaded, with the state that its page kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  dispose(): void;
  open(): void;
}

/** Lets the overview be opened as a tab, and brings it back after the window was reloaded. */
export function registerOverviewPanels(
  extensionUri: vscode.Uri,
  backend: OverviewBackend,
  log: Pick<vscode.LogOutputChannel, "warn">,
  storage: vscode.Uri,
  failed: (error: unknown) => void,
): OverviewPanels {
  const tabs = tabsOf({
    page: "overview",
    extensionUri,
    storage,
    log,
    ref: overviewRef,
    keyOf: overviewRefKey,
    begin: (panel, ref, misunderstood) =>
      new OverviewSession(
        ref,
        backend,
        {
          get visible() {
            return panel.visible;
          },
          language: vscode.env.language,
          post: (message: ToOverview) => void panel.webview.postMessage(message),
        },
        { misunderstood, failed },
      ),
    lost,
  });
  const changes = backend.onDidChange(() => {
    for (const { session } of tabs.all) session.changed();
  });

  return {
    restore: (panel, state) => tabs.restore(panel, state),
    open() {
      const [present] = tabs.all;
      if (present === undefined) tabs.open(vscode.l10n.t("Overview"), { unit: "month" });
      else present.panel.reveal();
    },
    // The tab stays: what ends here may be the window's reload, after which VS Code brings it back if it is still open.
    dispose() {
      changes.dispose();
      for (const { session } of tabs.all) session.dispose();
    },
  };
}

const lost = (): ToOverview => ({
  type: "lost",
  message: vscode.l10n.t(
    "This page could not be restored after the window was reloaded. “Keyporter: Show Overview” opens it again.",
  ),
});
