import type * as v from "valibot";
import * as vscode from "vscode";
import { describeError } from "../core/errors.ts";
import { type KnownTabs, knownTabs } from "./known-tabs.ts";
import { showLost } from "./lost-tab.ts";
import { createPanel, type PageName, preparePanel } from "./panel.ts";
import { restoredRef } from "./restored-ref.ts";
import { viewTypes } from "./view-types.ts";

/** What stands behind a tab. */
export interface TabSession {
  receive(message: unknown): void;
  /** The tab was hidden, and its page is gone. */
  hidden(): void;
  dispose(): void;
}

export interface Tab<Ref, Session> {
  readonly panel: vscode.WebviewPanel;
  readonly session: Session;
  readonly ref: Ref;
}

export interface TabsOptions<Ref, Session> {
  readonly page: PageName;
  readonly extensionUri: vscode.Uri;
  /** Where it is kept on disk which tabs are open. */
  readonly storage: vscode.Uri;
  readonly log: Pick<vscode.LogOutputChannel, "warn">;
  readonly ref: v.GenericSchema<unknown, Ref>;
  /** The same text for what is to have one tab. */
  readonly keyOf: (ref: Ref) => string;
  readonly begin: (panel: vscode.WebviewPanel, ref: Ref, misunderstood: () => void) => Session;
  /** What a tab is told, in its page's own protocol, that came back without knowing what it was about. */
  readonly lost: (title: string) => object;
}

/** The tabs of one kind: one for each ref. */
export interface Tabs<Ref, Session> {
  readonly all: readonly Tab<Ref, Session>[];
  find(ref: Ref): Tab<Ref, Session> | undefined;
  open(title: string, ref: Ref, preserveFocus?: boolean): Session;
  setTitle(panel: vscode.WebviewPanel, title: string, ref: Ref): void;
  /** Takes over a tab that VS Code brings back after the window was reloaded, with the state that its page kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
}

/** Keeps the tabs of one kind, and which they are on disk, for when VS Code brings them back without their state. */
export function tabsOf<Ref, Session extends TabSession>(options: TabsOptions<Ref, Session>): Tabs<Ref, Session> {
  const { page, extensionUri, storage, log, keyOf } = options;
  const known: KnownTabs = knownTabs(vscode.Uri.joinPath(storage, "tabs", `${page}.json`).fsPath, error =>
    log.warn(`Which tabs (${page}) are open could not be kept on disk: ${describeError(error)}`),
  );
  const open = new Map<string, Tab<Ref, Session>>();

  const connect = (panel: vscode.WebviewPanel, ref: Ref): Session => {
    const key = keyOf(ref);
    preparePanel(panel, extensionUri, page);
    const session = options.begin(panel, ref, () =>
      log.warn(`A page (${page}) sent a message that is not part of the protocol; it was ignored.`),
    );
    open.set(key, { panel, session, ref });
    known.remember(panel.title, ref);
    panel.webview.onDidReceiveMessage((message: unknown) => session.receive(message));
    panel.onDidChangeViewState(() => {
      if (!panel.visible) session.hidden();
    });
    panel.onDidDispose(() => {
      session.dispose();
      open.delete(key);
    });
    return session;
  };

  return {
    get all() {
      return [...open.values()];
    },
    find: ref => open.get(keyOf(ref)),
    open: (title, ref, preserveFocus) => connect(createPanel(viewTypes[page], title, preserveFocus), ref),
    setTitle(panel, title, ref) {
      if (panel.title === title) return;
      panel.title = title;
      known.remember(title, ref);
    },
    async restore(panel, state) {
      const isOpen = (ref: Ref): boolean => open.has(keyOf(ref));
      const ref = await restoredRef({ schema: options.ref, isOpen, known }, panel.title, state);
      if (ref === undefined) showLost(panel, extensionUri, page, options.lost(panel.title));
      else if (isOpen(ref)) panel.dispose();
      else connect(panel, ref);
    },
  };
}
