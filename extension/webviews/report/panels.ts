import * as v from "valibot";
import * as vscode from "vscode";
import { clean } from "../../core/clean-text.ts";
import { describeError } from "../../core/errors.ts";
import { knownTabs } from "../known-tabs.ts";
import { createPanel, preparePanel } from "../panel.ts";
import { viewTypes } from "../view-types.ts";
import type { ReportBackend } from "./backend.ts";
import { fromReport, keptReport, type ToReport } from "./messages.ts";
import { reportRef, reportRefKey, type ReportRef } from "./ref.ts";
import { ReportSession } from "./session.ts";

export type { ReportBackend } from "./backend.ts";
export type { ReportRef } from "./ref.ts";

/** The tabs with reports: one for each `ReportRef`. */
export interface ReportPanels {
  /** Takes over a tab that VS Code brings back after the window was reloaded, with the state that its page kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  dispose(): void;
  /** Begins to read at once; a tab that is there already is shown, and reads again when the person says so. */
  open(ref: ReportRef): void;
}

type Log = Pick<vscode.LogOutputChannel, "warn">;

/** Lets reports be opened as tabs, and brings the tabs back after the window was reloaded, without what they had found. */
export function registerReportPanels(
  extensionUri: vscode.Uri,
  backend: ReportBackend,
  log?: Log,
  storage?: vscode.Uri,
): ReportPanels {
  const failed = (error: unknown): void =>
    log?.warn(`Which reports are open in tabs could not be kept on disk: ${describeError(error)}`);
  const tabs = storage && knownTabs(vscode.Uri.joinPath(storage, "tabs", "reports.json").fsPath, failed);
  const open = new Map<string, { panel: vscode.WebviewPanel; session: ReportSession; ref: ReportRef }>();

  /** A report is about what one server has, so that is what its tab is named for. */
  const titleOf = (ref: ReportRef): string => {
    const connection = backend.where(ref)?.connection;
    return clean([backend.heading(ref), ...(connection === undefined ? [] : [connection])].join(": "));
  };

  const connect = (panel: vscode.WebviewPanel, ref: ReportRef): ReportSession => {
    const key = reportRefKey(ref);
    preparePanel(panel, extensionUri, "report");
    const tab = {
      get visible() {
        return panel.visible;
      },
      post: (message: ToReport) => void panel.webview.postMessage(message),
    };
    const misunderstood = () =>
      log?.warn("A report page sent a message that is not part of the protocol; it was ignored.");
    const session = new ReportSession(ref, backend, tab, { misunderstood });
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
    return session;
  };

  const ofConnection = (id: ReportRef["connectionId"]) =>
    [...open.values()].filter(({ ref }) => ref.connectionId === id);
  const subscriptions = [
    backend.onDidChange(id => {
      for (const { panel, session, ref } of ofConnection(id)) {
        const title = titleOf(ref);
        if (backend.where(ref) !== undefined && panel.title !== title) {
          panel.title = title;
          tabs?.remember(title, ref);
        }
        session.changed();
      }
    }),
    backend.onDidReset(id => {
      for (const { session } of ofConnection(id)) session.reset();
    }),
  ];

  /** What a tab was about that came back without its state: sure only where one report alone has that title. */
  const lostRef = async (title: string): Promise<ReportRef | undefined> => {
    const found = (await tabs?.find(title))?.map(parseRef).filter(ref => ref !== undefined) ?? [];
    const closed = found.filter(ref => !open.has(reportRefKey(ref)));
    return closed.length === 1 ? closed[0] : undefined;
  };

  const restore = async (panel: vscode.WebviewPanel, state: unknown): Promise<void> => {
    const ref = keptRef(state) ?? (await lostRef(panel.title));
    if (ref === undefined) showLost(panel, extensionUri);
    else if (open.has(reportRefKey(ref))) panel.dispose();
    else connect(panel, ref);
  };

  return {
    restore,
    open: ref => {
      const present = open.get(reportRefKey(ref));
      if (present === undefined) connect(createPanel(viewTypes.report, titleOf(ref)), ref).run();
      else present.panel.reveal();
    },
    // The tabs stay: what ends here may be the window's reload, after which VS Code brings back those that are still open.
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
      for (const { session } of open.values()) session.dispose();
    },
  };
}

function parseRef(raw: unknown): ReportRef | undefined {
  const ref = v.safeParse(reportRef, raw);
  return ref.success ? ref.output : undefined;
}

function keptRef(state: unknown): ReportRef | undefined {
  const kept = v.safeParse(keptReport, state);
  return kept.success ? parseRef(kept.output.ref) : undefined;
}

/** A tab that came back without knowing what it was about says so. */
function showLost(panel: vscode.WebviewPanel, extensionUri: vscode.Uri): void {
  const message: ToReport = {
    type: "show",
    ref: undefined,
    heading: panel.title,
    run: 0,
    state: {
      type: "gone",
      message: vscode.l10n.t(
        "This page could not be restored after the window was reloaded. Close the tab and begin again from the Credentials view.",
      ),
    },
    count: 0,
    filter: "",
  };
  preparePanel(panel, extensionUri, "report");
  panel.webview.onDidReceiveMessage((said: unknown) => {
    const parsed = v.safeParse(fromReport, said);
    if (parsed.success && parsed.output.type === "ready") void panel.webview.postMessage(message);
  });
}
