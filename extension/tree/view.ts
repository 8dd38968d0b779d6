import * as vscode from "vscode";
import type { Sessions } from "../connections/sessions.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import type { Disposable } from "../core/disposable.ts";
import type { ConnectionId } from "../core/model.ts";
import { type Credentials, credentialStore } from "./credentials.ts";
import { registerEnvironmentDecorations } from "./environment-look.ts";
import type { Node } from "./node.ts";
import { credentialsProvider } from "./provider.ts";
import { throttle } from "./throttle.ts";

export const VIEW_ID = "keyporter.credentials";

const HIDES_ENDED = "hidesEnded";

/** Rows that arrive are drawn this often, not page by page. */
const REDRAW_MS = 150;

export interface CredentialsView extends Disposable {
  readonly credentials: Credentials;
  readonly selection: readonly Node[];
  /** Rows or status of this connection are others. */
  readonly onDidChange: vscode.Event<ConnectionId>;
  setFilter(text: string): Promise<void>;
  setQuery(id: ConnectionId, raw: string): Promise<void>;
  /** Whether revoked and expired rows are left out; remembered. */
  hideEnded(hide: boolean): Promise<void>;
}

/** The view "Credentials" with everything that it needs. */
export function credentialsView(
  settings: ConnectionSettings,
  sessions: Sessions,
  memory: vscode.Memento,
): CredentialsView {
  const changed = new vscode.EventEmitter<ConnectionId>();
  const credentials = credentialStore(settings, sessions, id => redrawSoon(id));
  const provider = credentialsProvider(settings, credentials, () => memory.get(HIDES_ENDED) === true);
  const redrawSoon = throttle<ConnectionId>(REDRAW_MS, ids => {
    provider.redraw(ids);
    for (const id of ids) changed.fire(id);
  });
  const view = vscode.window.createTreeView(VIEW_ID, {
    treeDataProvider: provider,
    canSelectMany: true,
    showCollapseAll: true,
  });

  const showFilter = (): void => {
    const { filter } = credentials;
    view.message = filter === "" ? "" : vscode.l10n.t("Filter: {0}", filter);
    const filtering = filter !== "" || settings.all().connections.some(({ id }) => credentials.query(id) !== "");
    void vscode.commands.executeCommand("setContext", "keyporter.filtering", filtering);
  };
  const showHidden = (): void => {
    void vscode.commands.executeCommand("setContext", "keyporter.hidesEnded", memory.get(HIDES_ENDED) === true);
  };
  showHidden();

  const subscriptions = vscode.Disposable.from(
    view,
    changed,
    registerEnvironmentDecorations(),
    settings.onDidChange(() => provider.redrawAll()),
    provider,
    credentials,
    redrawSoon,
  );

  return {
    credentials,
    get selection() {
      return view.selection;
    },
    onDidChange: changed.event,
    async setFilter(text) {
      const done = credentials.setFilter(text);
      showFilter();
      await done;
    },
    async setQuery(id, raw) {
      const done = credentials.setQuery(id, raw);
      showFilter();
      await done;
    },
    async hideEnded(hide) {
      await memory.update(HIDES_ENDED, hide);
      showHidden();
      provider.redrawAll();
    },
    dispose() {
      subscriptions.dispose();
    },
  };
}
