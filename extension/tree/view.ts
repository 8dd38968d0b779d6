import * as vscode from "vscode";
import type { Connection } from "../connections/connection.ts";
import type { Sessions } from "../connections/sessions.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import type { Disposable } from "../core/disposable.ts";
import type { ConnectionId } from "../core/model.ts";
import { countsOf } from "../expiry/item.ts";
import { countWords } from "../expiry/urgency-words.ts";
import { changesWarnDays, warnDays } from "../expiry/warn-days.ts";
import { type ExpiryWatch, expiryWatch } from "../expiry/watch.ts";
import { type Credentials, credentialStore } from "./credentials.ts";
import { registerEnvironmentDecorations } from "./environment-look.ts";
import type { Node } from "./node.ts";
import { credentialsProvider } from "./provider.ts";
import { throttle } from "./throttle.ts";

export const VIEW_ID = "keyporter.credentials";

const HIDES_ENDED = "hidesEnded";
const GROUPS_BY_URGENCY = "groupsByUrgency";

/**
 * Rows that arrive are drawn this often, not page by page. VS Code draws at once what comes after a pause of 200 ms, and puts off
 * what comes sooner, be it that or the view's message: whoever told it more often would see nothing before all is told.
 */
const REDRAW_MS = 220;

export interface CredentialsView extends Disposable {
  readonly credentials: Credentials;
  readonly selection: readonly Node[];
  /** Rows or status of this connection are others. */
  readonly onDidChange: vscode.Event<ConnectionId>;
  /** What has expired or is about to, whether or not the view was ever open. */
  readonly expiry: ExpiryWatch;
  readonly onDidChangeExpiry: vscode.Event<void>;
  /** Time has passed, or more is known: a reminder may be due. */
  readonly onDidPass: vscode.Event<void>;
  focus(): Promise<void>;
  /** Brings the view to the front, with the focus on the row of this connection where it has one now. */
  reveal(connection: Connection): Promise<void>;
  setFilter(text: string): Promise<void>;
  /** With every key that is pressed; `setFilter` follows after a pause. */
  narrow(text: string): void;
  setQuery(id: ConnectionId, raw: string): Promise<void>;
  /** Whether revoked and expired rows are left out; remembered. */
  hideEnded(hide: boolean): Promise<void>;
  /** Whether rows stand under their connections or under how much of a hurry they are in; remembered. */
  groupByUrgency(group: boolean): Promise<void>;
}

/** The view "Credentials" with everything that it needs. */
export function credentialsView(
  settings: ConnectionSettings,
  sessions: Sessions,
  memory: vscode.Memento,
): CredentialsView {
  const changed = new vscode.EventEmitter<ConnectionId>();
  const credentials = credentialStore(settings, sessions, id => redrawSoon(id));
  const expiryChanged = new vscode.EventEmitter<void>();
  const passed = new vscode.EventEmitter<void>();
  const expiry = expiryWatch({
    connections: () => settings.all().connections,
    listing: id => credentials.listing(id),
    session: connection => sessions.of(connection),
    warnDays,
    isLookedAt: () => view.visible,
    changed: () => {
      showBadge();
      provider.redraw(settings.all().connections.map(({ id }) => id));
      expiryChanged.fire();
    },
    passed: () => passed.fire(),
  });
  const provider = credentialsProvider({
    settings,
    credentials,
    expiry,
    warnDays,
    hidesEnded: () => memory.get(HIDES_ENDED) === true,
    groupsByUrgency: () => memory.get(GROUPS_BY_URGENCY) === true,
    drewInPart: id => redrawSoon(id),
  });
  const redrawSoon = throttle<ConnectionId>(REDRAW_MS, ids => {
    provider.redraw(ids);
    showFilter();
    for (const id of ids) {
      changed.fire(id);
      expiry.learn(id);
    }
  });
  const view = vscode.window.createTreeView(VIEW_ID, {
    treeDataProvider: provider,
    canSelectMany: true,
    showCollapseAll: true,
  });

  const focus = async (): Promise<void> => {
    await vscode.commands.executeCommand(`${VIEW_ID}.focus`);
  };
  let wasFiltering: boolean | undefined;
  const showFilter = (): void => {
    const { filter } = credentials;
    const message = filter === "" ? "" : vscode.l10n.t("Filter: {0}", filter);
    if (view.message !== message) view.message = message;
    const filtering = filter !== "" || settings.all().connections.some(({ id }) => credentials.query(id) !== "");
    if (filtering === wasFiltering) return;
    wasFiltering = filtering;
    void vscode.commands.executeCommand("setContext", "keyporter.filtering", filtering);
  };
  const showHidden = (): void => {
    void vscode.commands.executeCommand("setContext", "keyporter.hidesEnded", memory.get(HIDES_ENDED) === true);
  };
  showHidden();
  const showGrouping = (): void => {
    const byUrgency = memory.get(GROUPS_BY_URGENCY) === true;
    void vscode.commands.executeCommand("setContext", "keyporter.groupsByUrgency", byUrgency);
  };
  showGrouping();
  const showBadge = (): void => {
    const { items } = expiry;
    view.badge = items.length === 0 ? undefined : { value: items.length, tooltip: countWords(countsOf(items)) };
  };

  const subscriptions = vscode.Disposable.from(
    view,
    changed,
    registerEnvironmentDecorations(),
    settings.onDidChange(() => {
      provider.redrawAll();
      expiry.recheck();
    }),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (!changesWarnDays(event)) return;
      provider.redrawAll();
      expiry.recheck();
    }),
    expiryChanged,
    passed,
    expiry,
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
    expiry,
    onDidChangeExpiry: expiryChanged.event,
    onDidPass: passed.event,
    focus,
    async reveal(connection) {
      await focus();
      // Grouped by urgency the rows of connections are not there.
      if (memory.get(GROUPS_BY_URGENCY) === true) return;
      await view.reveal(provider.rowOf(connection), { select: true, focus: true, expand: true });
    },
    setFilter: text => credentials.setFilter(text),
    narrow: text => credentials.narrow(text),
    setQuery: (id, raw) => credentials.setQuery(id, raw),
    async hideEnded(hide) {
      await memory.update(HIDES_ENDED, hide);
      showHidden();
      provider.redrawAll();
    },
    async groupByUrgency(group) {
      await memory.update(GROUPS_BY_URGENCY, group);
      showGrouping();
      provider.redrawAll();
    },
    dispose() {
      subscriptions.dispose();
    },
  };
}
