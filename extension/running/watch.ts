import { type Connection, sessionKey } from "../connections/connection.ts";
import type { Disposable } from "../core/disposable.ts";
import type { ConnectionId, Credential } from "../core/model.ts";
import type { Session } from "../services/service.ts";
import { countdown, LAST_STRETCH_MS } from "./countdown.ts";
import { leftMs, type Running, sameEnd } from "./running.ts";

/** While something is on, the server is asked this often whether it still is. */
const ASK_MS = 60_000;

/** The server's `Date` tells whole seconds: at the very end it is asked again after this, then each time after twice as long. */
const ASK_AT_END_MS = 1000;

/** Coming back to the window asks at once, but not at every click between two windows. */
const ASK_ON_FOCUS_MS = 5000;

/** What of a session matters here. */
export type WatchedSession = Pick<Session, "get" | "now">;

export interface WatchParts {
  /** The connection as it is now; undefined once it is removed. */
  connection(id: ConnectionId): Connection | undefined;
  session(connection: Connection): Promise<WatchedSession>;
  /** The rows that are known, and where one that was looked at again goes. */
  readonly rows: {
    of(id: ConnectionId): readonly Credential[];
    put(id: ConnectionId, credential: Credential): void;
  };
  /** What is on, or what is left of it in words, is something else now. */
  changed(): void;
  /** It ends soon; said once for each end. */
  endsSoon(running: Running): void;
  readonly log: (line: string) => void;
}

export interface RunningWatch extends Disposable {
  /** What is on now, the one that ends first in front. */
  readonly all: readonly Running[];
  /** Rows of a connection are others. */
  learn(id: ConnectionId): void;
  /** Connections are others, or fewer. */
  recheck(): void;
  /** The window has the focus again: the machine may have slept, or another window may have done something. */
  look(): void;
}

interface Watched extends Running {
  readonly askedAt: number;
  /** How often the server was asked since its end, and had nothing new to tell. */
  readonly asksAfterEnd: number;
}

/** Watches what is on: counts by the server's clock, asks the server now and then. Where nothing is on, nothing runs. */
export function runningWatch(parts: WatchParts): RunningWatch {
  const { rows, log } = parts;
  const on = new Map<string, Watched>();
  const asking = new Set<string>();
  const warned = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let disposed = false;

  /** What the rows say; one that a filter hides is still on. */
  const learn = async (id: ConnectionId): Promise<void> => {
    const before = parts.connection(id);
    for (const [key, running] of on) {
      if (running.connection.id !== id) continue;
      if (before === undefined || !isSameServer(before, running.connection)) on.delete(key);
      else on.set(key, { ...running, connection: before });
    }
    if (before !== undefined) {
      const opened = rows.of(id).some(isOn) ? await parts.session(before).catch(() => undefined) : undefined;
      const now = parts.connection(id);
      if (now !== undefined && isSameServer(now, before)) for (const row of rows.of(id)) absorb(now, row, opened);
    }
    tick();
  };

  const absorb = (of: Connection, credential: Credential, opened: WatchedSession | undefined): void => {
    const key = keyOf(of, credential);
    if (!isOn(credential)) {
      on.delete(key);
      return;
    }
    const before = on.get(key);
    const now = opened?.now?.();
    const isSame = before !== undefined && sameEnd(before.credential.expiresAt, credential.expiresAt);
    on.set(key, {
      connection: of,
      credential,
      aheadMs: now === undefined ? (before?.aheadMs ?? 0) : now.getTime() - Date.now(),
      askedAt: before?.askedAt ?? Date.now(),
      asksAfterEnd: isSame ? before.asksAfterEnd : 0,
    });
  };

  const ask = async (key: string, asked: Watched): Promise<void> => {
    if (asking.has(key)) return;
    asking.add(key);
    const hasEnded = (leftMs(asked, Date.now()) ?? 1) <= 0;
    /** Undefined where it is none of ours any more: its connection was removed, or leads elsewhere. */
    const current = (): Watched | undefined => {
      const running = on.get(key);
      return running !== undefined && isSameServer(running.connection, asked.connection) ? running : undefined;
    };
    try {
      const opened = await parts.session(asked.connection);
      const fresh = await opened.get(asked.credential.id, AbortSignal.timeout(15_000));
      const running = current();
      if (running !== undefined) {
        absorb(running.connection, fresh, opened);
        if (rows.of(running.connection.id).some(({ id }) => id === fresh.id)) rows.put(running.connection.id, fresh);
      }
    } catch {
      // Counting goes on by what was known; the row and the next time tell more.
      log(`could not ask whether ${asked.credential.kind} ${key} is still on`);
    } finally {
      asking.delete(key);
    }
    const after = current();
    if (after !== undefined) {
      const isSame = sameEnd(after.credential.expiresAt, asked.credential.expiresAt);
      on.set(key, { ...after, askedAt: Date.now(), asksAfterEnd: isSame && hasEnded ? asked.asksAfterEnd + 1 : 0 });
    }
    tick();
  };

  const tick = (): void => {
    if (disposed) return;
    clearTimeout(timer);
    timer = undefined;
    const now = Date.now();
    const waits: number[] = [];
    for (const [key, running] of on) {
      const left = leftMs(running, now);
      const due = dueIn(running, now);
      // Whoever is asked tells when that is over.
      if (due <= 0) void ask(key, running);
      else if (!asking.has(key)) waits.push(due);
      const end = running.credential.expiresAt?.getTime() ?? 0;
      if (left !== undefined && left > 0 && left <= LAST_STRETCH_MS && warned.get(key) !== end) {
        warned.set(key, end);
        parts.endsSoon(running);
      }
      const { changesIn } = countdown(left, String);
      if (changesIn !== undefined) waits.push(changesIn);
    }
    parts.changed();
    if (waits.length > 0) timer = setTimeout(tick, Math.max(50, Math.min(...waits) + 5));
  };

  return {
    get all() {
      const now = Date.now();
      const left = (running: Running): number => leftMs(running, now) ?? Number.POSITIVE_INFINITY;
      return [...on.values()].sort((one, other) => left(one) - left(other));
    },
    learn: id => void learn(id),
    recheck() {
      for (const id of new Set([...on.values()].map(running => running.connection.id))) void learn(id);
    },
    look() {
      for (const [key, running] of on) {
        if (Date.now() - running.askedAt >= ASK_ON_FOCUS_MS) void ask(key, running);
      }
    },
    dispose() {
      disposed = true;
      clearTimeout(timer);
      on.clear();
    },
  };
}

const keyOf = ({ id }: Connection, credential: Credential): string => `${id} ${credential.id}`;

const isOn = ({ state }: Credential): boolean => state === "on";

const isSameServer = (one: Connection, other: Connection): boolean => sessionKey(one) === sessionKey(other);

/** Milliseconds until the server is to be asked again: now and then, at the very end, and from then on less and less often. */
function dueIn(running: Watched, now: number): number {
  const left = leftMs(running, running.askedAt) ?? ASK_MS;
  const wait = left > 0 ? left : ASK_AT_END_MS * 2 ** Math.max(0, running.asksAfterEnd - 1);
  return running.askedAt + Math.min(ASK_MS, wait) - now;
}
