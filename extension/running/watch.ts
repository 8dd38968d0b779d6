import * as vscode from "vscode";
import type { Connection } from "../connections/connection.ts";
import type { Sessions } from "../connections/sessions.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import type { Disposable } from "../core/disposable.ts";
import type { ConnectionId, Credential } from "../core/model.ts";
import type { Session } from "../services/service.ts";
import { countdown, LAST_STRETCH_MS } from "./countdown.ts";
import { leftMs, type Running } from "./running.ts";

/** While something is on, the server is asked this often whether it still is. */
const ASK_MS = 60_000;

/** The server's `Date` tells whole seconds: at the very end it is asked again after this. */
const ASK_AT_END_MS = 1000;

/** Coming back to the window asks at once, but not at every click between two windows. */
const ASK_ON_FOCUS_MS = 5000;

export interface RunningWatch extends Disposable {
  /** What is on now, the one that ends first in front. */
  readonly all: readonly Running[];
  /** What is on, or what is left of it in words, is something else now. */
  readonly onDidChange: vscode.Event<void>;
  /** It ends soon; said once for each end. */
  readonly onEndsSoon: vscode.Event<Running>;
}

export interface WatchParts {
  readonly settings: ConnectionSettings;
  readonly sessions: Sessions;
  /** The rows that are known, and where one that was looked at again goes. */
  readonly rows: {
    readonly onDidChange: vscode.Event<ConnectionId>;
    of(id: ConnectionId): readonly Credential[];
    put(id: ConnectionId, credential: Credential): void;
  };
  readonly log: (line: string) => void;
}

interface Watched extends Running {
  readonly askedAt: number;
}

/** Watches what is on: counts by the server's clock, asks the server now and then. Where nothing is on, nothing runs. */
export function runningWatch({ settings, sessions, rows, log }: WatchParts): RunningWatch {
  const on = new Map<string, Watched>();
  const warned = new Map<string, number>();
  const changed = new vscode.EventEmitter<void>();
  const endsSoon = new vscode.EventEmitter<Running>();
  let timer: NodeJS.Timeout | undefined;

  const keyOf = (connection: Connection, credential: Credential): string => `${connection.id} ${credential.id}`;

  /** What the rows say; one that a filter hides is still on. */
  const collect = async (id: ConnectionId): Promise<void> => {
    const connection = settings.find(id);
    if (connection === undefined) {
      for (const [key, running] of on) if (running.connection.id === id) on.delete(key);
      tick();
      return;
    }
    const switches = rows.of(id).filter(({ state }) => state === "on" || state === "off");
    if (switches.length === 0) return;
    const session = await sessions.of(connection).catch(() => undefined);
    for (const credential of switches) absorb(connection, credential, session);
    tick();
  };

  const absorb = (connection: Connection, credential: Credential, session: Session | undefined): void => {
    const key = keyOf(connection, credential);
    const before = on.get(key);
    if (credential.state !== "on") {
      on.delete(key);
      return;
    }
    const now = session?.now?.();
    const aheadMs = now === undefined ? (before?.aheadMs ?? 0) : now.getTime() - Date.now();
    on.set(key, { connection, credential, aheadMs, askedAt: before?.askedAt ?? Date.now() });
  };

  const ask = async (key: string, { connection, credential }: Running): Promise<void> => {
    try {
      const session = await sessions.of(connection);
      const fresh = await session.get(credential.id, AbortSignal.timeout(15_000));
      absorb(connection, fresh, session);
      if (rows.of(connection.id).some(({ id }) => id === fresh.id)) rows.put(connection.id, fresh);
    } catch {
      // Counting goes on by what was known; the row and the next minute tell more.
      log(`could not ask whether ${credential.kind} ${key} is still on`);
    }
    tick();
  };

  const tick = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const now = Date.now();
    const waits: number[] = [];
    for (const [key, running] of on) {
      const left = leftMs(running, now);
      const due = running.askedAt + (left !== undefined && left <= 0 ? ASK_AT_END_MS : ASK_MS) - now;
      if (due <= 0) {
        on.set(key, { ...running, askedAt: now });
        void ask(key, running);
      }
      const end = running.credential.expiresAt?.getTime() ?? 0;
      if (left !== undefined && left > 0 && left <= LAST_STRETCH_MS && warned.get(key) !== end) {
        warned.set(key, end);
        endsSoon.fire(running);
      }
      const { changesIn } = countdown(left, String);
      waits.push(Math.max(due, ASK_AT_END_MS), ...(changesIn === undefined ? [] : [changesIn]));
    }
    changed.fire();
    if (waits.length > 0) timer = setTimeout(tick, Math.max(50, Math.min(...waits) + 5));
  };

  const subscriptions = vscode.Disposable.from(
    changed,
    endsSoon,
    rows.onDidChange(id => void collect(id)),
    settings.onDidChange(() => {
      for (const { connection } of [...on.values()]) void collect(connection.id);
    }),
    // The machine may have slept, or another window may have done something.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (!focused) return;
      for (const [key, running] of on) {
        if (Date.now() - running.askedAt < ASK_ON_FOCUS_MS) continue;
        on.set(key, { ...running, askedAt: Date.now() });
        void ask(key, running);
      }
    }),
  );

  return {
    get all() {
      const now = Date.now();
      const left = (running: Running): number => leftMs(running, now) ?? Number.POSITIVE_INFINITY;
      return [...on.values()].sort((one, other) => left(one) - left(other));
    },
    onDidChange: changed.event,
    onEndsSoon: endsSoon.event,
    dispose() {
      clearTimeout(timer);
      subscriptions.dispose();
      on.clear();
    },
  };
}
