import * as vscode from "vscode";
import { serviceOf, type Sessions } from "../connections/sessions.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import type { Disposable } from "../core/disposable.ts";
import { Action, type ActionId, type ConnectionId, type Credential } from "../core/model.ts";
import { allowedActions } from "../connections/allowed-actions.ts";
import type { Credentials } from "../tree/credentials.ts";
import type { Clipboard } from "../vault/clipboard.ts";
import type { Vault } from "../vault/vault.ts";
import type { DetailsBackend } from "../webviews/details/backend.ts";
import type { DetailsRef } from "../webviews/details/ref.ts";
import type { Actions } from "./actions.ts";
import { whenConnectionChanges } from "./connection-changes.ts";
import { runOnSecret, secretPlace } from "./secret-place.ts";
import { whereOf } from "./where.ts";

export interface DetailsBackendParts {
  readonly settings: ConnectionSettings;
  readonly sessions: Sessions;
  readonly credentials: Credentials;
  readonly actions: Actions;
  readonly clipboard: Clipboard;
  readonly vault: Vault;
  /** The tree knows something else about this connection. */
  readonly onDidChangeRows: vscode.Event<ConnectionId>;
  /** Begins an action as the menus do, with its question or form. */
  readonly start: (ref: DetailsRef, action: ActionId, credential: Credential) => Promise<void>;
}

/** Gives the detail tabs what they show, and does what their buttons say. */
export function detailsBackend(parts: DetailsBackendParts): DetailsBackend & Disposable {
  const { settings, sessions, credentials, actions, clipboard, vault } = parts;
  const changed = new vscode.EventEmitter<DetailsRef["connectionId"]>();
  /** What the pages were given, by which a row that is another one now is recognised. */
  const given = new Map<string, { readonly ref: DetailsRef; readonly print: string }>();
  const subscriptions = vscode.Disposable.from(
    changed,
    parts.onDidChangeRows(id => {
      const isOther = [...given.values()].some(({ ref, print }) => {
        const row = ref.connectionId === id ? credentials.find(id, ref.id) : undefined;
        return row !== undefined && printOf(row) !== print;
      });
      if (isOther) changed.fire(id);
    }),
    whenConnectionChanges(parts, id => changed.fire(id)),
  );

  return {
    where: ref => whereOf(settings, ref.connectionId),
    known: ref => credentials.find(ref.connectionId, ref.id),
    async get(ref, signal) {
      const session = await sessions.of(actions.connection(ref.connectionId));
      const credential = await session.get(ref.id, signal);
      given.set(`${ref.connectionId} ${ref.id}`, { ref, print: printOf(credential) });
      return credential;
    },
    actions(ref, credential) {
      const connection = settings.find(ref.connectionId);
      if (connection === undefined) return [];
      const service = serviceOf(connection);
      return allowedActions(service, connection, credential)
        .filter(id => id !== Action.reveal)
        .flatMap(id => {
          const info = service.actions.get(id);
          return info === undefined
            ? []
            : [{ id, title: info.title, icon: info.icon, destructive: info.begins === "question" }];
        });
    },
    reveal: (ref, signal) => actions.secret(ref.connectionId, ref.id, signal),
    secretPlace: ref => secretPlace(vault, ref),
    runOnSecret: (ref, action) => runOnSecret(vault, ref, action),
    copyText: text => clipboard.copyText(text),
    async copySecret(ref, signal) {
      const secret = await actions.secret(ref.connectionId, ref.id, signal);
      await clipboard.copySecret(secret, vscode.l10n.t("the secret"));
    },
    async run(ref, action) {
      const credential =
        credentials.find(ref.connectionId, ref.id) ??
        (await (await sessions.of(actions.connection(ref.connectionId))).get(ref.id, AbortSignal.timeout(30_000)));
      await parts.start(ref, action, credential);
    },
    async openDocumentation(ref) {
      const { info } = serviceOf(actions.connection(ref.connectionId));
      await vscode.env.openExternal(vscode.Uri.parse(info.documentationUrl, true));
    },
    onDidChange: changed.event,
    dispose() {
      subscriptions.dispose();
    },
  };
}

/** What of a credential a person acts upon. */
const printOf = ({ label, state, expiresAt, actions }: Credential): string =>
  JSON.stringify([label, state, expiresAt, actions]);
