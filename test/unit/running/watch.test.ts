import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Connection } from "../../../extension/connections/connection.ts";
import type { Credential } from "../../../extension/core/model.ts";
import { runningWatch } from "../../../extension/running/watch.ts";
import { connection, credential } from "../expiry/samples.ts";

const now = new Date("2026-11-22T12:00:00Z");
const inSeconds = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const key = (endsInSeconds: number): Credential =>
  credential("admin-key", { state: "on", expiresAt: inSeconds(endsInSeconds) });
const off = credential("admin-key", { state: "off" });
const wiki = connection("wiki");

beforeEach(() => void vi.useFakeTimers({ now }));
afterEach(() => void vi.useRealTimers());

/** A window, and a server that the test plays. */
function world(first: Credential) {
  const server = { answer: first, fails: false, takesMs: 0, aheadMs: 0 };
  const settings: { connection: Connection | undefined } = { connection: wiki };
  const known = { rows: [first] as readonly Credential[] };
  /** When the server was asked, in seconds from the start. */
  const asked: number[] = [];
  const seen = { atOnce: 0, mostAtOnce: 0, changed: 0, warned: 0 };
  const watch = runningWatch({
    connection: () => settings.connection,
    session: async () => ({
      now: () => new Date(Date.now() + server.aheadMs),
      async get() {
        asked.push((Date.now() - now.getTime()) / 1000);
        seen.mostAtOnce = Math.max(seen.mostAtOnce, ++seen.atOnce);
        const { answer, fails } = server;
        await new Promise(resolve => setTimeout(resolve, server.takesMs));
        seen.atOnce--;
        if (fails) throw new Error("503");
        return answer;
      },
    }),
    rows: {
      of: () => known.rows,
      put: (id, fresh) => {
        known.rows = [fresh];
        watch.learn(id);
      },
    },
    changed: () => seen.changed++,
    endsSoon: () => seen.warned++,
    log: () => undefined,
  });
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
  const learn = async (): Promise<void> => {
    watch.learn(wiki.id);
    await pass(0);
  };
  return { server, settings, known, asked, seen, watch, pass, learn };
}

describe("while something is on", () => {
  test("the server is asked each minute, and at the very end", async () => {
    const { asked, pass, learn, server, watch } = world(key(150));
    await learn();
    await pass(149);
    server.answer = off;
    await pass(2);
    expect(asked.map(Math.round)).toEqual([60, 120, 150]);
    expect(watch.all).toEqual([]);
    await pass(600);
    expect(asked).toHaveLength(3);
  });

  test("the end is counted by the server's clock", async () => {
    const { asked, pass, learn, server } = world(key(90));
    server.aheadMs = 60_000;
    await learn();
    server.answer = off;
    await pass(59);
    expect(asked.map(Math.round)).toEqual([30]);
  });

  test("its end is warned of once, and that of its renewal again", async () => {
    const { seen, pass, learn, server, known } = world(key(130));
    await learn();
    expect(seen.warned).toBe(0);
    await pass(30);
    expect(seen.warned).toBe(1);
    server.answer = key(200);
    known.rows = [server.answer];
    await learn();
    expect(seen.warned).toBe(1);
    await pass(60);
    expect(seen.warned).toBe(2);
  });

  test("coming back to the window asks, but not at each click", async () => {
    const { asked, pass, learn, watch } = world(key(600));
    await learn();
    await pass(10);
    watch.look();
    await pass(1);
    watch.look();
    await pass(1);
    expect(asked).toEqual([10]);
  });

  test("nothing runs any more once it is off, or after it is disposed", async () => {
    const { watch, learn, known } = world(key(600));
    await learn();
    expect(vi.getTimerCount()).toBe(1);
    known.rows = [off];
    await learn();
    expect(vi.getTimerCount()).toBe(0);
    known.rows = [key(600)];
    await learn();
    watch.dispose();
    await learn();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("after its end", () => {
  test("a server that does not answer is asked less and less often, a minute apart in the end", async () => {
    const { asked, pass, learn, server } = world(key(10));
    server.fails = true;
    await learn();
    await pass(600);
    const waits = asked.slice(1).map((at, index) => Math.round(at - (asked[index] ?? 0)));
    expect(waits.slice(0, 7)).toEqual([1, 2, 4, 8, 16, 32, 60]);
    expect(new Set(waits.slice(6))).toEqual(new Set([60]));
  });

  test("the same goes for one that says that it is still on", async () => {
    const { asked, pass, learn } = world(key(10));
    await learn();
    await pass(130);
    expect(asked.length).toBeLessThan(9);
  });

  test("a renewal counts from the beginning", async () => {
    const { asked, pass, learn, server } = world(key(10));
    await learn();
    await pass(100);
    server.answer = key(200);
    await pass(60);
    const before = asked.length;
    server.fails = true;
    await pass(45);
    expect(asked.slice(before).map(Math.round)).toEqual([193, 200, 201, 203]);
  });

  test("one that is slow to answer is not asked a second time meanwhile", async () => {
    const { seen, pass, learn, server, watch } = world(key(10));
    server.takesMs = 14_000;
    await learn();
    await pass(30);
    watch.look();
    await pass(300);
    expect(seen.mostAtOnce).toBe(1);
  });
});

describe("a connection", () => {
  test("that is removed while its server is asked does not come back", async () => {
    const { watch, settings, pass, learn, server } = world(key(600));
    server.takesMs = 5000;
    await learn();
    await pass(62);
    settings.connection = undefined;
    watch.recheck();
    await pass(10);
    expect(watch.all).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("that is removed while its session opens does not come back either", async () => {
    const { watch, settings, pass } = world(key(600));
    watch.learn(wiki.id);
    settings.connection = undefined;
    await pass(1);
    expect(watch.all).toEqual([]);
  });

  test("with another name is shown under that, also where its rows are not there just now", async () => {
    const { watch, settings, known, learn } = world(key(600));
    await learn();
    settings.connection = { ...wiki, name: "Another name" };
    known.rows = [];
    await learn();
    expect(watch.all.map(running => running.connection.name)).toEqual(["Another name"]);
  });

  test("that leads to another server has nothing on there that anybody knows of, whatever the old one still answers", async () => {
    const { watch, settings, known, pass, learn, server } = world(key(600));
    server.takesMs = 5000;
    await learn();
    await pass(62);
    settings.connection = { ...wiki, baseUrl: "https://another.example" };
    known.rows = [];
    watch.recheck();
    expect(watch.all).toEqual([]);
    await pass(10);
    expect(watch.all).toEqual([]);
  });
});
