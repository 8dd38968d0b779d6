import * as vscode from "vscode";
import { clean } from "../../core/clean-text.ts";
import { describeError } from "../../core/errors.ts";
import { knownTabs } from "../known-tabs.ts";
import { showLost } from "../lost-tab.ts";
import { createPanel, preparePanel } from "../panel.ts";
import { restoredRef } from "../restored-ref.ts";
import { viewTypes } from "../view-types.ts";
import type { FormBackend } from "./backend.ts";
import { draftFiles } from "./drafts.ts";
import type { ToForm } from "./messages.ts";
import { formRef, formRefKey, type FormRef } from "./ref.ts";
import { FormSession } from "./session.ts";

export type { FormBackend, SubmitResult } from "./backend.ts";
export type { FormRef } from "./ref.ts";

/** The tabs with forms: one for each `FormRef`. */
export interface FormPanels {
  /** Takes over a tab that VS Code brings back after the window was reloaded, with the state that its page kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  dispose(): void;
  /** @param back brings the person back to where they were, once the form is left and nothing else was opened in its place */
  open(ref: FormRef, back?: () => void): void;
}

type Log = Pick<vscode.LogOutputChannel, "warn">;

/** Lets forms be opened as tabs, and brings them back after the window was reloaded. Drafts are kept in a folder of `storage`. */
export function registerFormPanels(
  extensionUri: vscode.Uri,
  backend: FormBackend,
  log?: Log,
  storage?: vscode.Uri,
): FormPanels {
  const failed = (error: unknown): void =>
    log?.warn(`What was typed into a form could not be kept on disk: ${describeError(error)}`);
  const drafts = storage && draftFiles(vscode.Uri.joinPath(storage, "drafts").fsPath, failed);
  const tabs = storage && knownTabs(vscode.Uri.joinPath(storage, "tabs", "forms.json").fsPath, failed);
  const sessions = new Map<string, FormSession>();
  const panels = new Map<string, vscode.WebviewPanel>();
  const ways = new Map<string, () => void>();

  const sessionOf = (ref: FormRef): FormSession => {
    const key = formRefKey(ref);
    const session =
      sessions.get(key) ??
      new FormSession(
        ref,
        backend,
        {
          misunderstood: () =>
            log?.warn("A form page sent a message that is not part of the protocol; it was ignored."),
          unseen: message => void tell(ref, message),
        },
        drafts,
      );
    sessions.set(key, session);
    return session;
  };

  const tell = async (ref: FormRef, message: string): Promise<void> => {
    const show = vscode.l10n.t("Open Form");
    const answer = await vscode.window.showWarningMessage(clean(`${backend.title(ref)}: ${message}`), show);
    if (answer === show) open(ref);
  };

  const connect = (panel: vscode.WebviewPanel, ref: FormRef): void => {
    const key = formRefKey(ref);
    const session = sessionOf(ref);
    panels.set(key, panel);
    tabs?.remember(panel.title, ref);
    preparePanel(panel, extensionUri, "form");
    session.attach({
      get visible() {
        return panel.visible;
      },
      post: (message: ToForm) => void panel.webview.postMessage(message),
      openLink: url => void vscode.env.openExternal(vscode.Uri.parse(url, true)),
      close: leadsOn => {
        const back = leadsOn ? undefined : ways.get(key);
        panel.dispose();
        back?.();
      },
    });
    panel.webview.onDidReceiveMessage((message: unknown) => session.receive(message));
    panel.onDidDispose(() => {
      panels.delete(key);
      ways.delete(key);
      if (!session.detach()) sessions.delete(key);
    });
  };

  const open = (ref: FormRef, back?: () => void): void => {
    const key = formRefKey(ref);
    if (back === undefined) ways.delete(key);
    else ways.set(key, back);
    const present = panels.get(key);
    if (present !== undefined) present.reveal();
    else connect(createPanel(viewTypes.form, backend.title(ref)), ref);
  };

  const restore = async (panel: vscode.WebviewPanel, state: unknown): Promise<void> => {
    const isOpen = (ref: FormRef): boolean => panels.has(formRefKey(ref));
    const ref = await restoredRef({ schema: formRef, isOpen, known: tabs }, panel.title, state);
    if (ref === undefined) showLost(panel, extensionUri, "form", lost());
    else if (isOpen(ref)) panel.dispose();
    else connect(panel, ref);
  };

  return {
    open,
    restore,
    // The tabs stay: what ends here may be the window's reload, after which VS Code brings back those that are still open.
    dispose: () => undefined,
  };
}

/** Closing the tab is all that can be done. */
const lost = (): ToForm => ({
  type: "unavailable",
  message: vscode.l10n.t(
    "This form could not be restored after the window was reloaded. Close the tab and open it again from the Credentials view.",
  ),
  canRetry: false,
});
