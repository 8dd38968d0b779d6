import * as vscode from "vscode";
import { clean } from "../../core/clean-text.ts";
import { tabsOf } from "../tabs.ts";
import type { DetailsBackend } from "./backend.ts";
import type { ToDetails } from "./messages.ts";
import { detailsRef, detailsRefKey, type DetailsRef } from "./ref.ts";
import { DetailsSession } from "./session.ts";

export type { DetailsBackend } from "./backend.ts";
export type { DetailsRef } from "./ref.ts";

export interface OpenOptions {
  /** With the secret shown. */
  readonly reveal?: boolean;
  /** In the one tab that is used again for the next; the same one asked for twice stays. */
  readonly passing?: boolean;
  /** The person goes on where they are; what is in front already gets the focus when it is asked for again. */
  readonly preserveFocus?: boolean;
}

/** The tabs with details: one for each `DetailsRef`. */
export interface DetailsPanels {
  /** Takes over a tab that VS Code brings back after the window was reloaded, with the state that its page kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  dispose(): void;
  open(ref: DetailsRef, options?: OpenOptions): void;
  /** Where the person has just deleted it, so that no tab has to say that it is gone. */
  close(ref: DetailsRef): void;
}

/** Lets credentials be opened as tabs, and brings them back after the window was reloaded. */
export function registerDetailsPanels(
  extensionUri: vscode.Uri,
  backend: DetailsBackend,
  log: Pick<vscode.LogOutputChannel, "warn">,
  storage: vscode.Uri,
): DetailsPanels {
  const tabs = tabsOf({
    page: "details",
    extensionUri,
    storage,
    log,
    ref: detailsRef,
    keyOf: detailsRefKey,
    begin: (panel, ref, misunderstood) =>
      new DetailsSession(
        ref,
        backend,
        {
          get visible() {
            return panel.visible;
          },
          language: vscode.env.language,
          post: (message: ToDetails) => void panel.webview.postMessage(message),
          setTitle: (title: string) => tabs.setTitle(panel, title, ref),
        },
        { misunderstood },
        { reveal: false },
      ),
    lost,
  });
  /** The tab that the next credential looked at takes the place of. */
  let passing: DetailsRef | undefined;
  const changes = backend.onDidChange(connectionId => {
    for (const { ref, session } of tabs.all) if (ref.connectionId === connectionId) session.changed();
  });

  return {
    restore: (panel, state) => tabs.restore(panel, state),
    open(ref, { reveal = false, passing: isPassing = false, preserveFocus = false } = {}) {
      const present = tabs.find(ref);
      if (present === undefined) {
        const before = isPassing && passing !== undefined ? tabs.find(passing) : undefined;
        const session = tabs.open(clean(backend.known(ref)?.label ?? ref.id), ref, preserveFocus);
        if (reveal) session.reveal();
        before?.panel.dispose();
        if (isPassing) passing = ref;
        return;
      }
      if (passing !== undefined && detailsRefKey(passing) === detailsRefKey(ref)) passing = undefined;
      present.panel.reveal(undefined, preserveFocus && !present.panel.active);
      if (reveal) present.session.reveal();
    },
    close: ref => void tabs.find(ref)?.panel.dispose(),
    // The tabs stay: what ends here may be the window's reload, after which VS Code brings back those that are still open.
    dispose: () => changes.dispose(),
  };
}

const lost = (): ToDetails => ({
  type: "show",
  ref: undefined,
  refreshing: false,
  problem: {
    message: vscode.l10n.t(
      "This page could not be restored after the window was reloaded. Close the tab and open the credential again from the Credentials view.",
    ),
    gone: true,
  },
  canReveal: false,
  documentation: false,
});
