import { MOCK_URL } from "../connections/base-url.ts";
import type { Connection } from "../connections/connection.ts";
import type { Disposable } from "../core/disposable.ts";
import type { ConnectionId, Credential } from "../core/model.ts";
import { type ExpiryItem, itemsOf, type Known, untilNextMoment } from "./item.ts";

/** Nothing tells of a sleep of the machine, so no timer is trusted for longer. */
const LONGEST_WAIT_MS = 3_600_000;

/** What a list said so long ago, be it that it can't be had, is asked again before somebody is reminded of it. */
const OLD_MS = 3_600_000;

/** Started at the very moment, a timer may come a little early. */
const LITTLE_LATER_MS = 500;

/** What the list of a connection has to offer. */
export interface WatchedListing {
  readonly status: { readonly type: "idle" | "loading" | "complete" | "failed" };
  readonly all: readonly Credential[];
  refresh(): Promise<void>;
  /** Forgets everything, so that whoever looks next asks the server. */
  reset(): void;
}

/** What a session knows beyond its credentials. */
export interface WatchedSession {
  now?(): Date;
  readonly signInEndsAt?: Date | undefined;
}

export interface WatchParts {
  connections(): readonly Connection[];
  listing(id: ConnectionId): WatchedListing;
  session(connection: Connection): Promise<WatchedSession>;
  warnDays(): number;
  /** Whether somebody looks at the rows: what fails is then theirs to see. */
  isLookedAt(): boolean;
  /** Other items, or others of them in a hurry. */
  changed(): void;
  /** Time has passed, or something is known that was not: a reminder may be due. */
  passed(): void;
}

export interface ExpiryWatch extends Disposable {
  /** What has expired or is about to, the worst first. */
  readonly items: readonly ExpiryItem[];
  /** Nothing is being asked of a server just now: `items` is all there is to say. */
  readonly isSettled: boolean;
  /** The time by the clock of a connection's server. */
  now(id: ConnectionId): Date;
  /** When what a connection signs in with ends by itself, where that is known. */
  signInEndsAt(id: ConnectionId): Date | undefined;
  /** Asks the servers that nobody has asked yet, without a word where one can't be reached. Never starts the bundled mock server. */
  check(): Promise<void>;
  /** Asks again where the last answer is old: what was extended elsewhere meanwhile needs no reminder. False where one can't be had. */
  freshen(ids: Iterable<ConnectionId>): Promise<boolean>;
  /** Rows or status of a connection are others. */
  learn(id: ConnectionId): void;
  /** The setting is another, the window has the focus again, or it is another day. */
  recheck(): void;
}

/** Watches what expires: it computes from what the lists know, and sleeps until the next moment that matters. */
export function expiryWatch(parts: WatchParts): ExpiryWatch {
  let items: readonly ExpiryItem[] = [];
  let timer: NodeJS.Timeout | undefined;
  let disposed = false;
  const sessions = new Map<ConnectionId, WatchedSession>();
  const heardAt = new Map<ConnectionId, number>();

  const now = (id: ConnectionId): Date => sessions.get(id)?.now?.() ?? new Date();
  const known = (): readonly Known[] =>
    parts.connections().map(connection => ({
      connection,
      credentials: parts.listing(connection.id).all,
      signInEndsAt: sessions.get(connection.id)?.signInEndsAt,
      now: now(connection.id),
    }));

  const compute = (): void => {
    if (disposed) return;
    clearTimeout(timer);
    const everything = known();
    const next = itemsOf(everything, parts.warnDays());
    const wait = untilNextMoment(everything, parts.warnDays());
    // Another day is another reminder for what is in a hurry already.
    const soonest = next.length > 0 ? Math.min(wait ?? LONGEST_WAIT_MS, LONGEST_WAIT_MS) : wait;
    if (soonest !== undefined) timer = setTimeout(compute, Math.min(soonest + LITTLE_LATER_MS, LONGEST_WAIT_MS));
    const isOther = signature(next) !== signature(items);
    items = next;
    if (isOther) parts.changed();
    parts.passed();
  };

  const learn = async (id: ConnectionId): Promise<void> => {
    const connection = parts.connections().find(each => each.id === id);
    const status = connection === undefined ? "idle" : parts.listing(id).status.type;
    if (status === "idle") sessions.delete(id);
    if (status === "complete" || status === "failed") heardAt.set(id, Date.now());
    if (connection !== undefined && status === "complete") {
      // It is open by now, so nobody is asked to sign in and no mock server is started.
      const session = await parts.session(connection).catch(() => undefined);
      if (session !== undefined) sessions.set(id, session);
    }
    compute();
  };

  const checkOne = async ({ id }: Connection): Promise<void> => {
    const listing = parts.listing(id);
    if (listing.status.type !== "idle") return;
    await listing.refresh();
    // Nobody asked for it, so nobody is bothered: whoever opens the view sees a fresh attempt, not an old failure.
    if (parts.listing(id).status.type === "failed" && !parts.isLookedAt()) listing.reset();
  };

  return {
    get items() {
      return items;
    },
    get isSettled() {
      return parts.connections().every(({ id }) => parts.listing(id).status.type !== "loading");
    },
    now,
    signInEndsAt: id => sessions.get(id)?.signInEndsAt,
    async check() {
      const connections = parts.connections();
      const mockRuns = connections.some(
        ({ id, baseUrl }) => baseUrl === MOCK_URL && parts.listing(id).status.type !== "idle",
      );
      const asked = connections.filter(({ baseUrl }) => baseUrl !== MOCK_URL || mockRuns);
      await Promise.all(asked.map(checkOne));
    },
    async freshen(ids) {
      const wanted = new Set(ids);
      const asked = parts.connections().filter(({ id, baseUrl }) => wanted.has(id) && baseUrl !== MOCK_URL);
      const isOld = ({ id }: Connection): boolean => Date.now() - (heardAt.get(id) ?? 0) > OLD_MS;
      await Promise.all(asked.filter(isOld).map(({ id }) => parts.listing(id).refresh()));
      return asked.every(({ id }) => parts.listing(id).status.type === "complete");
    },
    learn: id => void learn(id),
    recheck: compute,
    dispose() {
      disposed = true;
      clearTimeout(timer);
    },
  };
}

/** Two lists with the same one look the same to a person. */
const signature = (items: readonly ExpiryItem[]): string =>
  JSON.stringify(
    items.map(item => [
      item.connection,
      item.type === "credential" ? [item.credential.id, item.credential.label] : "",
      item.urgency,
      item.endsAt?.getTime(),
    ]),
  );
