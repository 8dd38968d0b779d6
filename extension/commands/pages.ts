import * as vscode from "vscode";
import type { Disposable } from "../core/disposable.ts";
import { registerDetailsPanels, type DetailsPanels } from "../webviews/details/panels.ts";
import { registerFormPanels, type FormPanels } from "../webviews/form/panels.ts";
import { type OverviewPanels, registerOverviewPanels } from "../webviews/overview/panels.ts";
import { registerReportPanels, type ReportPanels } from "../webviews/report/panels.ts";
import { detailsBackend } from "./details-backend.ts";
import { formBackend } from "./form-backend.ts";
import { judgedDetails } from "./judged-details.ts";
import { overviewBackend } from "./overview-backend.ts";
import type { Parts } from "./parts.ts";
import { report } from "./report.ts";
import { reportBackend } from "./report-backend.ts";
import { showOutcome } from "./show-outcome.ts";
import { startAction } from "./start-action.ts";
import { type Rotations, startRotation } from "./start-rotation.ts";

/** Everything that opens in a tab. */
export interface Pages extends Disposable {
  readonly forms: FormPanels;
  readonly details: DetailsPanels;
  readonly reports: ReportPanels;
  readonly rotations: Rotations;
  readonly overview: OverviewPanels;
}

export type PagesContext = Pick<vscode.ExtensionContext, "extensionUri" | "storageUri" | "globalStorageUri">;

/** Puts the tabs together with what they show. */
export function createPages(context: PagesContext, parts: Parts): Pages {
  const { settings, sessions, actions, clipboard, vault, log, view } = parts;
  const { credentials } = view;
  const { extensionUri } = context;
  // Where open tabs keep what was typed (never a secret), so that it outlives whatever ends the window.
  const drafts = context.storageUri ?? context.globalStorageUri;

  const forms = registerFormPanels(
    extensionUri,
    formBackend({
      settings,
      sessions,
      credentials,
      actions,
      finished: (ref, outcome) => showOutcome(parts, ref, outcome),
      open: ref => forms.open(ref),
    }),
    log,
    drafts,
  );
  const shown = detailsBackend({
    settings,
    sessions,
    credentials,
    actions,
    clipboard,
    vault,
    onDidChangeRows: view.onDidChange,
    start: (ref, action, credential) =>
      startAction(parts, action, { connection: actions.connection(ref.connectionId), credentials: [credential] }),
  });
  const details = registerDetailsPanels(extensionUri, judgedDetails(shown, view.expiry), log, drafts);
  const listed = reportBackend({ settings, sessions, actions, clipboard, credentials });
  const reports = registerReportPanels(extensionUri, listed, log, drafts);
  const rotations = startRotation(context, drafts, log, () => parts);
  const counted = overviewBackend(parts);
  const overview = registerOverviewPanels(extensionUri, counted, log, drafts, error => void report(parts, error));
  const subscriptions = vscode.Disposable.from(
    ...[shown, listed, counted],
    ...[forms, details, reports, rotations, overview],
  );
  return { forms, details, reports, rotations, overview, dispose: () => void subscriptions.dispose() };
}
