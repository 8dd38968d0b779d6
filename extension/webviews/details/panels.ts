import * as v from "valibot";
import * as vscode from "vscode";
import { clean } from "../../core/clean-text.ts";
import { createPanel, preparePanel } from "../panel.ts";
import type { DetailsBackend } from "./backend.ts";
import { fromDetails, keptDetails, type ToDetails } from "./messages.ts";
import { detailsRef, detailsRefKey, type DetailsRef } from "./ref.ts";
import { DetailsSession } from "./session.ts";

export type { DetailsBackend } from "./backend.ts";
export type { DetailsRef } from "./ref.ts";

/** The tabs with details: one for each `DetailsRef`. */
export interface DetailsPanels {
  dispose(): void;
  open(ref: DetailsRef, options?: { readonly reveal?: boolean }): void;
}

const VIEW_TYPE = "keyporter.details";

type Log = Pick<vscode.LogOutputChannel, "warn">;

/** Lets credentials be opened as tabs, and brings them back after the window was reloaded. */
export function registerDetailsPanels(extensionUri: vscode.Uri, backend: DetailsBackend, log?: Log): DetailsPanels {
  const open = new Map<string, { panel: vscode.WebviewPanel; session: DetailsSession; ref: DetailsRef }>();

  const connect = (panel: vscode.WebviewPanel, ref: DetailsRef, reveal: boolean): void => {
    const key = detailsRefKey(ref);
    preparePanel(panel, extensionUri, "details");
    const tab = {
      get visible() {
        return panel.visible;
      },
      language: vscode.env.language,
      post: (message: ToDetails) => void panel.webview.postMessage(message),
      setTitle: (title: string) => {
        if (panel.title !== title) panel.title = title;
      },
    };
    const misunderstood = () =>
      log?.warn("A details page sent a message that is not part of the protocol; it was ignored.");
    const session = new DetailsSession(ref, backend, tab, { misunderstood }, { reveal });
    open.set(key, { panel, session, ref });
    panel.webview.onDidReceiveMessage((message: unknown) => session.receive(message));
    panel.onDidChangeViewState(() => {
      if (!panel.visible) session.hidden();
    });
    panel.onDidDispose(() => {
      session.dispose();
      open.delete(key);
    });
  };

  const changes = backend.onDidChange(connectionId => {
    for (const { ref, session } of open.values()) if (ref.connectionId === connectionId) session.changed();
  });

  const serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
    // eslint-disable-next-line @typescript-eslint/require-await -- the contract asks for a promise
    async deserializeWebviewPanel(panel, state: unknown) {
      const kept = v.safeParse(keptDetails, state);
      const ref = v.safeParse(detailsRef, kept.success ? kept.output.ref : undefined);
      if (!ref.success) showLost(panel, extensionUri);
      else if (open.has(detailsRefKey(ref.output))) panel.dispose();
      else connect(panel, ref.output, false);
    },
  });

  return {
    open: (ref, { reveal = false } = {}) => {
      const present = open.get(detailsRefKey(ref));
      if (present === undefined) {
        connect(createPanel(VIEW_TYPE, clean(backend.known(ref)?.label ?? ref.id)), ref, reveal);
        return;
      }
      present.panel.reveal();
      if (reveal) present.session.reveal();
    },
    // The tabs stay: what ends here may be the window's reload, after which VS Code brings back those that are still open.
    dispose: () => {
      changes.dispose();
      serializer.dispose();
    },
  };
}

/** A tab that came back without knowing what it showed says so. */
function showLost(panel: vscode.WebviewPanel, extensionUri: vscode.Uri): void {
  const message: ToDetails = {
    type: "show",
    ref: undefined,
    refreshing: false,
    problem: {
      message: vscode.l10n.t(
        "This page could not be restored after the window was reloaded. Close the tab and open the credential again from the Credentials view.",
      ),
      gone: true,
    },
    documentation: false,
  };
  preparePanel(panel, extensionUri, "details");
  panel.webview.onDidReceiveMessage((said: unknown) => {
    const parsed = v.safeParse(fromDetails, said);
    if (parsed.success && parsed.output.type === "ready") void panel.webview.postMessage(message);
  });
}
