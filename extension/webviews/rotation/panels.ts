import * as vscode from "vscode";
import { clean } from "../../core/clean-text.ts";
import { tabsOf } from "../tabs.ts";
import type { RotationBackend } from "./backend.ts";
import type { ToRotation } from "./messages.ts";
import { rotationRef, rotationRefKey, type RotationRef } from "./ref.ts";
import { RotationSession } from "./session.ts";

export type { RotationBackend } from "./backend.ts";
export type { RotationRef } from "./ref.ts";

/** The tabs with rotations: one for each `RotationRef`. */
export interface RotationPanels {
  /** Takes over a tab that VS Code brings back after the window was reloaded, with the state that its page kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  dispose(): void;
  open(ref: RotationRef): void;
}

/** Lets rotations be opened as tabs, and brings them back after the window was reloaded. */
export function registerRotationPanels(
  extensionUri: vscode.Uri,
  backend: RotationBackend,
  log: Pick<vscode.LogOutputChannel, "warn">,
  storage: vscode.Uri,
): RotationPanels {
  const tabs = tabsOf({
    page: "rotation",
    extensionUri,
    storage,
    log,
    ref: rotationRef,
    keyOf: rotationRefKey,
    begin: (panel, ref, misunderstood) =>
      new RotationSession(
        ref,
        backend,
        {
          get visible() {
            return panel.visible;
          },
          language: vscode.env.language,
          post: (message: ToRotation) => void panel.webview.postMessage(message),
          close: () => void panel.dispose(),
        },
        { misunderstood },
      ),
    lost,
  });
  const changes = backend.onDidChange(connectionId => {
    for (const { ref, session } of tabs.all) if (ref.connectionId === connectionId) session.changed();
  });

  return {
    restore: (panel, state) => tabs.restore(panel, state),
    open(ref) {
      const present = tabs.find(ref);
      if (present === undefined) tabs.open(vscode.l10n.t("Rotate: {0}", clean(backend.label(ref) ?? ref.id)), ref);
      else present.panel.reveal();
    },
    // The tabs stay: what ends here may be the window's reload, after which VS Code brings back those that are still open.
    dispose: () => changes.dispose(),
  };
}

const lost = (heading: string): ToRotation => ({
  type: "show",
  ref: undefined,
  heading,
  refreshing: false,
  problem: vscode.l10n.t(
    "This page could not be restored after the window was reloaded. Nothing is lost: “Keyporter: Show Rotations” opens it again.",
  ),
  warnings: [],
  steps: [],
  buttons: [],
});
