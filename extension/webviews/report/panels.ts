import * as vscode from "vscode";
import { clean } from "../../core/clean-text.ts";
import { tabsOf } from "../tabs.ts";
import type { ReportBackend } from "./backend.ts";
import type { ToReport } from "./messages.ts";
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

/** Lets reports be opened as tabs, and brings the tabs back after the window was reloaded, without what they had found. */
export function registerReportPanels(
  extensionUri: vscode.Uri,
  backend: ReportBackend,
  log: Pick<vscode.LogOutputChannel, "warn">,
  storage: vscode.Uri,
): ReportPanels {
  const tabs = tabsOf({
    page: "report",
    extensionUri,
    storage,
    log,
    ref: reportRef,
    keyOf: reportRefKey,
    begin: (panel, ref, misunderstood) =>
      new ReportSession(
        ref,
        backend,
        {
          get visible() {
            return panel.visible;
          },
          post: (message: ToReport) => void panel.webview.postMessage(message),
        },
        { misunderstood },
      ),
    lost,
  });

  /** A report is about what one server has, so that is what its tab is named for. */
  const titleOf = (ref: ReportRef): string => {
    const connection = backend.where(ref)?.connection;
    return clean([backend.heading(ref), ...(connection === undefined ? [] : [connection])].join(": "));
  };
  const ofConnection = (id: ReportRef["connectionId"]) => tabs.all.filter(({ ref }) => ref.connectionId === id);
  const subscriptions = [
    backend.onDidChange(id => {
      for (const { panel, session, ref } of ofConnection(id)) {
        if (backend.where(ref) !== undefined) tabs.setTitle(panel, titleOf(ref), ref);
        session.changed();
      }
    }),
    backend.onDidReset(id => {
      for (const { session } of ofConnection(id)) session.reset();
    }),
  ];

  return {
    restore: (panel, state) => tabs.restore(panel, state),
    open(ref) {
      const present = tabs.find(ref);
      if (present === undefined) tabs.open(titleOf(ref), ref).run();
      else present.panel.reveal();
    },
    // The tabs stay: what ends here may be the window's reload, after which VS Code brings back those that are still open.
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
      for (const { session } of tabs.all) session.dispose();
    },
  };
}

const lost = (heading: string): ToReport => ({
  type: "show",
  ref: undefined,
  heading,
  run: 0,
  state: {
    type: "gone",
    message: vscode.l10n.t(
      "This page could not be restored after the window was reloaded. Close the tab and begin again from the Credentials view.",
    ),
  },
  count: 0,
  filter: "",
});
