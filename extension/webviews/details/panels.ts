import * as v from "valibot";
import * as vscode from "vscode";
import { clean } from "../../core/clean-text.ts";
import { describeError } from "../../core/errors.ts";
import { knownTabs } from "../known-tabs.ts";
import { createPanel, preparePanel } from "../panel.ts";
import { viewTypes } from "../view-types.ts";
import type { DetailsBackend } from "./backend.ts";
import { fromDetails, keptDetails, type ToDetails } from "./messages.ts";
import { detailsRef, detailsRefKey, type DetailsRef } from "./ref.ts";
import { DetailsSession } from "./session.ts";

export type { DetailsBackend } from "./backend.ts";
export type { DetailsRef } from "./ref.ts";

/** The tabs with details: one for each `DetailsRef`. */
export interface DetailsPanels {
  /** Takes over a tab that VS Code brings back after the window was reloaded, with the state that its page kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  dispose(): void;
  /** `passing`: in the one tab that is used again for the next; the same one asked for twice stays. */
  open(ref: DetailsRef, options?: { readonly reveal?: boolean; readonly passing?: boolean }): void;
  /** Where the person has just deleted it, so that no tab has to say that it is gone. */
  close(ref: DetailsRef): void;
}

type Log = Pick<vscode.LogOutputChannel, "warn">;

/** Lets credentials be opened as tabs, and brings them back after the window was reloaded. */
export function registerDetailsPanels(
  extensionUri: vscode.Uri,
  backend: DetailsBackend,
  log?: Log,
  storage?: vscode.Uri,
): DetailsPanels {
  const failed = (error: unknown): void =>
    log?.warn(`Which credentials are open in tabs could not be kept on disk: ${describeError(error)}`);
  const tabs = storage && knownTabs(vscode.Uri.joinPath(storage, "tabs", "details.json").fsPath, failed);
  /** The tab that the next credential looked at takes the place of. */
  let passing: string | undefined;
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
        if (panel.title === title) return;
        panel.title = title;
        tabs?.remember(title, ref);
      },
    };
    const misunderstood = () =>
      log?.warn("A details page sent a message that is not part of the protocol; it was ignored.");
    const session = new DetailsSession(ref, backend, tab, { misunderstood }, { reveal });
    open.set(key, { panel, session, ref });
    tabs?.remember(panel.title, ref);
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

  /** What a tab showed that came back without its state: sure only where one credential alone has that title. */
  const lostRef = async (title: string): Promise<DetailsRef | undefined> => {
    const found = (await tabs?.find(title))?.map(parseRef).filter(ref => ref !== undefined) ?? [];
    const closed = found.filter(ref => !open.has(detailsRefKey(ref)));
    return closed.length === 1 ? closed[0] : undefined;
  };

  const restore = async (panel: vscode.WebviewPanel, state: unknown): Promise<void> => {
    const ref = keptRef(state) ?? (await lostRef(panel.title));
    if (ref === undefined) showLost(panel, extensionUri);
    else if (open.has(detailsRefKey(ref))) panel.dispose();
    else connect(panel, ref, false);
  };

  return {
    restore,
    open: (ref, { reveal = false, passing: isPassing = false } = {}) => {
      const key = detailsRefKey(ref);
      const present = open.get(key);
      if (present === undefined) {
        const before = isPassing && passing !== undefined ? open.get(passing) : undefined;
        connect(createPanel(viewTypes.details, clean(backend.known(ref)?.label ?? ref.id)), ref, reveal);
        before?.panel.dispose();
        if (isPassing) passing = key;
        return;
      }
      if (passing === key) passing = undefined;
      present.panel.reveal();
      if (reveal) present.session.reveal();
    },
    close: ref => {
      open.get(detailsRefKey(ref))?.panel.dispose();
    },
    // The tabs stay: what ends here may be the window's reload, after which VS Code brings back those that are still open.
    dispose: () => {
      changes.dispose();
    },
  };
}

function parseRef(raw: unknown): DetailsRef | undefined {
  const ref = v.safeParse(detailsRef, raw);
  return ref.success ? ref.output : undefined;
}

function keptRef(state: unknown): DetailsRef | undefined {
  const kept = v.safeParse(keptDetails, state);
  return kept.success ? parseRef(kept.output.ref) : undefined;
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
