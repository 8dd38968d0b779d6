import * as vscode from "vscode";
import { serviceOf, type Sessions } from "../connections/sessions.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import { cancellable } from "../core/cancellable.ts";
import type { Disposable } from "../core/disposable.ts";
import { ServiceError } from "../core/errors.ts";
import { serviceById } from "../services/catalog.ts";
import type { Credentials } from "../tree/credentials.ts";
import type { Clipboard } from "../vault/clipboard.ts";
import type { ReportBackend } from "../webviews/report/backend.ts";
import type { ReportRef } from "../webviews/report/ref.ts";
import type { Actions } from "./actions.ts";
import { freshenRow } from "./freshen-row.ts";
import { whereOf } from "./where.ts";

export interface ReportBackendParts {
  readonly settings: ConnectionSettings;
  readonly sessions: Sessions;
  readonly actions: Actions;
  readonly clipboard: Clipboard;
  readonly credentials: Pick<Credentials, "listing">;
}

/** Gives the report tabs what they show, and opens in a browser what they found. */
export function reportBackend(parts: ReportBackendParts): ReportBackend & Disposable {
  const { settings, sessions, actions, clipboard, credentials } = parts;
  const changed = new vscode.EventEmitter<ReportRef["connectionId"]>();
  let known = settings.all().connections.map(({ id }) => id);
  const subscriptions = vscode.Disposable.from(
    changed,
    // Its name, its environment; also that it is no longer there.
    settings.onDidChange(() => {
      const before = known;
      known = settings.all().connections.map(({ id }) => id);
      for (const id of new Set([...before, ...known])) changed.fire(id);
    }),
  );

  return {
    where: ref => whereOf(settings, ref.connectionId),
    heading(ref) {
      const connection = settings.find(ref.connectionId);
      const action = connection && serviceById(connection.service)?.actions.get(ref.action);
      return action?.title.replace(/\.\.\.$/u, "") ?? vscode.l10n.t("Keyporter");
    },
    address: async ref => sessions.addressOf(actions.connection(ref.connectionId)),
    async *read(ref, signal) {
      const connection = actions.connection(ref.connectionId);
      const session = await cancellable(sessions.of(connection), signal);
      if (session.report === undefined) throw noReport(serviceOf(connection).info.name);
      try {
        yield* session.report(ref.action, ref.id, signal);
      } finally {
        // It may have ended or changed meanwhile: the row says so as well.
        freshenRow(session, ref.id, credentials.listing(ref.connectionId));
      }
    },
    copyText: text => clipboard.copyText(text),
    async openPage(page) {
      await vscode.env.openExternal(vscode.Uri.parse(page.href, true));
    },
    onDidChange: changed.event,
    onDidReset: sessions.onDidReset,
    dispose() {
      subscriptions.dispose();
    },
  };
}

const noReport = (service: string): ServiceError =>
  new ServiceError({
    kind: "invalid",
    message: vscode.l10n.t("{0} has nothing of that kind to list.", service),
    hint: vscode.l10n.t("Close this tab and begin again from the Credentials view."),
  });
