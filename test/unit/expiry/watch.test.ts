import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MOCK_URL } from "../../../extension/connections/base-url.ts";
import type { Connection } from "../../../extension/connections/connection.ts";
import type { Credential } from "../../../extension/core/model.ts";
import { itemLabel } from "../../../extension/expiry/item-words.ts";
import { expiryWatch, type WatchedListing, type WatchedSession } from "../../../extension/expiry/watch.ts";
import { connection, credential, inDays, now } from "./samples.ts";

const HOUR_MS = 3_600_000;

/** A list whose server the test plays. */
class PlayedList implements WatchedListing {
  status: WatchedListing["status"] = { type: "idle" };
  all: readonly Credential[] = [];
  asked = 0;
  fails = false;
  answer: readonly Credential[] = [];

  async refresh(): Promise<void> {
    this.asked++;
    this.status = { type: this.fails ? "failed" : "complete" };
    if (!this.fails) this.all = this.answer;
  }

  reset(): void {
    this.status = { type: "idle" };
    this.all = [];
  }
}

function world(connections: readonly Connection[]) {
  const lists = new Map(connections.map(({ id }) => [id, new PlayedList()]));
  const sessions = new Map<string, WatchedSession>();
  const seen = { changed: 0, passed: 0, looked: false, warnDays: 14 };
  const list = ({ id }: Pick<Connection, "id">): PlayedList => {
    const found = lists.get(id);
    if (found === undefined) throw new Error(`no list of ${id}`);
    return found;
  };
  const opened: string[] = [];
  const watch = expiryWatch({
    connections: () => connections,
    listing: id => list({ id }),
    session: async ({ id }) => {
      opened.push(id);
      return sessions.get(id) ?? {};
    },
    warnDays: () => seen.warnDays,
    isLookedAt: () => seen.looked,
    changed: () => seen.changed++,
    passed: () => seen.passed++,
  });
  /** As the tree tells of lists that changed. */
  const tell = async (): Promise<void> => {
    for (const { id } of connections) watch.learn(id);
    await vi.advanceTimersByTimeAsync(0);
  };
  const labels = (): readonly string[] => watch.items.map(itemLabel);
  return { watch, list, sessions, seen, opened, tell, labels };
}

beforeEach(() => void vi.useFakeTimers({ now }));
afterEach(() => void vi.useRealTimers());

const [first, second] = [connection("first"), connection("second")];
const mock = connection("mock", { baseUrl: MOCK_URL });

describe("the check at the start", () => {
  test("asks the servers that nobody has asked, each once", async () => {
    const { watch, list, tell, labels } = world([first, second]);
    list(first).answer = [credential("ending", { expiresAt: inDays(3) })];
    await list(second).refresh();
    await watch.check();
    await watch.check();
    await tell();
    expect([list(first).asked, list(second).asked]).toEqual([1, 1]);
    expect(labels()).toEqual(["ending"]);
  });

  test("does not start the bundled mock server, and lists it where it runs already", async () => {
    const alone = world([mock]);
    await alone.watch.check();
    await alone.tell();
    expect(alone.list(mock).asked).toBe(0);
    expect(alone.opened).toEqual([]);

    const other = connection("other mock", { baseUrl: MOCK_URL });
    const running = world([mock, other]);
    await running.list(mock).refresh();
    await running.watch.check();
    expect(running.list(other).asked).toBe(1);
  });

  test("leaves no failure behind where nobody looks, so that whoever looks later sees a fresh attempt", async () => {
    const { watch, list, seen, tell } = world([first]);
    list(first).fails = true;
    await watch.check();
    await tell();
    expect(list(first).status.type).toBe("idle");
    seen.looked = true;
    await watch.check();
    expect(list(first).status.type).toBe("failed");
  });
});

describe("while time passes", () => {
  test("what gets urgent is told at that moment, without asking a server", async () => {
    const { watch, list, seen, tell, labels } = world([first]);
    list(first).answer = [credential("key", { expiresAt: inDays(14.5) })];
    await watch.check();
    await tell();
    expect(labels()).toEqual([]);
    const before = seen.changed;
    await vi.advanceTimersByTimeAsync(11.9 * HOUR_MS);
    expect(labels()).toEqual([]);
    await vi.advanceTimersByTimeAsync(0.2 * HOUR_MS);
    expect(labels()).toEqual(["key"]);
    expect(seen.changed).toBe(before + 1);
    await vi.advanceTimersByTimeAsync(15 * 24 * HOUR_MS);
    expect(watch.items[0]?.urgency).toBe("expired");
    expect(list(first).asked).toBe(1);
  });

  test("no timer is longer than an hour, nor does one run hot for an end in years", async () => {
    const { watch, list, seen, tell } = world([first]);
    list(first).answer = [credential("key", { expiresAt: inDays(3650) })];
    await watch.check();
    await tell();
    const before = seen.passed;
    await vi.advanceTimersByTimeAsync(10 * HOUR_MS);
    expect(seen.passed - before).toBe(10);
  });

  test("nothing wakes up where nothing ends, or after it is disposed", async () => {
    const { watch, list, tell } = world([first]);
    list(first).answer = [credential("forever")];
    await watch.check();
    await tell();
    expect(vi.getTimerCount()).toBe(0);
    list(first).all = [credential("key", { expiresAt: inDays(1) })];
    watch.recheck();
    expect(vi.getTimerCount()).toBe(1);
    watch.dispose();
    expect(vi.getTimerCount()).toBe(0);
    watch.recheck();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("what was slept through is seen on the next look", async () => {
    const { watch, list, tell } = world([first]);
    list(first).answer = [credential("key", { expiresAt: inDays(1) })];
    await watch.check();
    await tell();
    vi.setSystemTime(inDays(2));
    watch.recheck();
    expect(watch.items[0]?.urgency).toBe("expired");
  });
});

describe("what a session tells", () => {
  test("is the server's clock, and when the sign-in itself ends", async () => {
    const { watch, list, sessions, tell, labels } = world([first]);
    sessions.set(first.id, { now: () => inDays(100), signInEndsAt: inDays(101) });
    list(first).answer = [credential("key", { expiresAt: inDays(99) })];
    await watch.check();
    await tell();
    expect(labels()).toEqual(["key", "Sign-in of “Space first”"]);
    expect(watch.now(first.id)).toEqual(inDays(100));
    expect(watch.signInEndsAt(first.id)).toEqual(inDays(101));
  });

  test("is not asked for while a list fails, since that could be a sign-in", async () => {
    const { watch, list, seen, opened, tell } = world([first]);
    seen.looked = true;
    list(first).fails = true;
    await watch.check();
    await tell();
    expect(opened).toEqual([]);
  });
});

describe("before somebody is reminded", () => {
  test("an old list is asked for again, a fresh one is not", async () => {
    const { watch, list, tell } = world([first]);
    list(first).answer = [credential("key", { expiresAt: inDays(3) })];
    await watch.check();
    await tell();
    expect(await watch.freshen([first.id])).toBe(true);
    expect(list(first).asked).toBe(1);
    await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
    list(first).answer = [];
    expect(await watch.freshen([first.id])).toBe(true);
    expect(list(first).asked).toBe(2);
    await tell();
    expect(watch.items).toEqual([]);
  });

  test("a server that can't be reached is a reason to say nothing", async () => {
    const { watch, list, tell } = world([first]);
    list(first).answer = [credential("key", { expiresAt: inDays(3) })];
    await watch.check();
    await tell();
    await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
    list(first).fails = true;
    expect(await watch.freshen([first.id])).toBe(false);
  });

  test("a server that has just been asked in vain is not asked again at once", async () => {
    const { watch, list, tell } = world([first]);
    list(first).answer = [credential("key", { expiresAt: inDays(3) })];
    await watch.check();
    list(first).fails = true;
    await list(first).refresh();
    await tell();
    expect(await watch.freshen([first.id])).toBe(false);
    expect(list(first).asked).toBe(2);
    await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
    expect(await watch.freshen([first.id])).toBe(false);
    expect(list(first).asked).toBe(3);
  });
});
