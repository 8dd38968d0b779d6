import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import type { Connection } from "../connections/connection.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import type { Disposable } from "../core/disposable.ts";
import { Action, type ActionId, type ConnectionId, type Credential } from "../core/model.ts";
import type { LeftOn } from "./left-on.ts";
import { lookForLeftOn } from "./look-for-left-on.ts";
import { leftMs, type Running } from "./running.ts";
import { runningStatusBar } from "./status-bar.ts";
import type { TurnedOn } from "./turned-on.ts";
import { type RunningWatch, runningWatch, type WatchParts } from "./watch.ts";

/** A window that opens has other things to do first. */
const LOOK_AFTER_MS = 3000;

export interface RunningParts {
  readonly settings: Pick<ConnectionSettings, "find" | "onDidChange">;
  /** Rejects as well where asking would start the bundled mock server. */
  readonly session: WatchParts["session"];
  readonly rows: WatchParts["rows"] & { readonly onDidChange: vscode.Event<ConnectionId> };
  readonly mine: TurnedOn;
  readonly notes: LeftOn;
  /** Begins an action as a menu does, and tells what goes wrong. */
  readonly start: (connection: Connection, credential: Credential, action: ActionId) => void;
  readonly log: (line: string) => void;
}

export interface KeepRunning extends Disposable {
  readonly watch: RunningWatch;
}

/** Everything about what is on for a limited time: the status bar, the warning before the end, and what a crash left on. */
export function keepRunning(parts: RunningParts): KeepRunning {
  const { mine, notes, start, settings, session, rows, log } = parts;

  const offer = async (
    message: string,
    { connection, credential }: Pick<Running, "connection" | "credential">,
    offered: ReadonlyMap<string, ActionId>,
  ): Promise<void> => {
    const answer = await vscode.window.showWarningMessage(clean(message), ...offered.keys());
    const action = offered.get(answer ?? "");
    if (action !== undefined) start(connection, credential, action);
  };

  const warn = (running: Running): void => {
    const minutes = Math.max(1, Math.round((leftMs(running, Date.now()) ?? 0) / 60_000));
    const message = vscode.l10n.t(
      "{0} of “{1}” ends in {2} min.",
      running.credential.label,
      running.connection.name,
      minutes,
    );
    void offer(message, running, actionsOf(running.connection, [Action.renew, Action.turnOff]));
  };

  const tellLeftOn = (connection: Connection, credential: Credential): void => {
    const message = vscode.l10n.t(
      "{0} of “{1}” is still on: a window that turned it on was closed before it could turn it off.",
      credential.label,
      connection.name,
    );
    void offer(message, { connection, credential }, actionsOf(connection, [Action.turnOff]));
  };
  const timer = setTimeout(() => {
    lookForLeftOn({ notes, connection: id => settings.find(id), session, rows, tell: tellLeftOn, log }).catch(() =>
      log("could not look for what a closed window left on"),
    );
  }, LOOK_AFTER_MS);

  const bar = runningStatusBar();
  const watch = runningWatch({
    connection: id => settings.find(id),
    session,
    rows,
    changed: () => bar.show(watch.all),
    endsSoon: warn,
    log,
  });
  const subscriptions = vscode.Disposable.from(
    watch,
    bar,
    rows.onDidChange(id => {
      watch.learn(id);
      mine.compare(id, rows.of(id));
    }),
    settings.onDidChange(() => watch.recheck()),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) watch.look();
    }),
  );
  return {
    watch,
    dispose() {
      clearTimeout(timer);
      subscriptions.dispose();
    },
  };
}

/** The buttons for what this connection allows. */
function actionsOf(connection: Connection, actions: readonly ActionId[]): ReadonlyMap<string, ActionId> {
  if (connection.readOnly) return new Map();
  const words = new Map([
    [Action.renew, vscode.l10n.t("Renew")],
    [Action.turnOff, vscode.l10n.t("Turn Off")],
  ]);
  return new Map(actions.map(action => [words.get(action) ?? action, action]));
}
