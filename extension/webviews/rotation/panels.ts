import * as v from "valibot";
import * as vscode from "vscode";
import { clean } from "../../core/clean-text.ts";
import { describeError } from "../../core/errors.ts";
import { knownTabs } from "../known-tabs.ts";
import { createPanel, preparePanel } from "../panel.ts";
import { viewTypes } from "../view-types.ts";
import type { RotationBackend } from "./backend.ts";
import { fromRotation, keptRotation, type ToRotation } from "./messages.ts";
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

type Log = Pick<vscode.LogOutputChannel, "warn">;

/** Lets rotations be opened as tabs, and brings them back after the window was reloaded. */
export function registerRotationPanels(
  extensionUri: vscode.Uri,
  backend: RotationBackend,
  log: Log,
  storage: vscode.Uri,
): RotationPanels {
  const failed = (error: unknown): void =>
    log.warn(`Which rotations are open in tabs could not be kept on disk: ${describeError(error)}`);
  const tabs = knownTabs(vscode.Uri.joinPath(storage, "tabs", "rotations.json").fsPath, failed);
  const open = new Map<string, { panel: vscode.WebviewPanel; session: RotationSession; ref: RotationRef }>();

  const connect = (panel: vscode.WebviewPanel, ref: RotationRef): void => {
    const key = rotationRefKey(ref);
    preparePanel(panel, extensionUri, "rotation");
    const tab = {
      get visible() {
        return panel.visible;
      },
      language: vscode.env.language,
      post: (message: ToRotation) => void panel.webview.postMessage(message),
      close: () => void panel.dispose(),
    };
    const misunderstood = () =>
      log.warn("A rotation page sent a message that is not part of the protocol; it was ignored.");
    const session = new RotationSession(ref, backend, tab, { misunderstood });
    open.set(key, { panel, session, ref });
    tabs.remember(panel.title, ref);
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

  /** What a tab showed that came back without its state: sure only where one rotation alone has that title. */
  const lostRef = async (title: string): Promise<RotationRef | undefined> => {
    const found = (await tabs.find(title)).map(parseRef).filter(ref => ref !== undefined);
    const closed = found.filter(ref => !open.has(rotationRefKey(ref)));
    return closed.length === 1 ? closed[0] : undefined;
  };

  const restore = async (panel: vscode.WebviewPanel, state: unknown): Promise<void> => {
    const ref = keptRef(state) ?? (await lostRef(panel.title));
    if (ref === undefined) showLost(panel, extensionUri);
    else if (open.has(rotationRefKey(ref))) panel.dispose();
    else connect(panel, ref);
  };

  return {
    restore,
    open: ref => {
      const present = open.get(rotationRefKey(ref));
      if (present !== undefined) {
        present.panel.reveal();
        return;
      }
      const title = vscode.l10n.t("Rotate: {0}", clean(backend.label(ref) ?? ref.id));
      connect(createPanel(viewTypes.rotation, title), ref);
    },
    // The tabs stay: what ends here may be the window's reload, after which VS Code brings back those that are still open.
    dispose: () => {
      changes.dispose();
    },
  };
}

function parseRef(raw: unknown): RotationRef | undefined {
  const ref = v.safeParse(rotationRef, raw);
  return ref.success ? ref.output : undefined;
}

function keptRef(state: unknown): RotationRef | undefined {
  const kept = v.safeParse(keptRotation, state);
  return kept.success ? parseRef(kept.output.ref) : undefined;
}

/** A tab that came back without knowing what it was about says so. */
function showLost(panel: vscode.WebviewPanel, extensionUri: vscode.Uri): void {
  const message: ToRotation = {
    type: "show",
    ref: undefined,
    heading: panel.title,
    refreshing: false,
    problem: vscode.l10n.t(
      "This page could not be restored after the window was reloaded. Nothing is lost: “Keyporter: Show Rotations” opens it again.",
    ),
    warnings: [],
    steps: [],
    buttons: [],
  };
  preparePanel(panel, extensionUri, "rotation");
  panel.webview.onDidReceiveMessage((said: unknown) => {
    const parsed = v.safeParse(fromRotation, said);
    if (parsed.success && parsed.output.type === "ready") void panel.webview.postMessage(message);
  });
}
