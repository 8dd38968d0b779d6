import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Credential } from "../../../../extension/core/model.ts";
import type { Looked, OverviewBackend, Reading } from "../../../../extension/webviews/overview/backend.ts";
import type { Show, ToOverview } from "../../../../extension/webviews/overview/messages.ts";
import { OverviewSession } from "../../../../extension/webviews/overview/session.ts";
import { connection, credential, inDays } from "../../expiry/samples.ts";

const here = new Date();
const complete: Reading = { type: "complete", more: false };

function looked(id: string, credentials: readonly Credential[], reading: Reading = complete): Looked {
  const where = {
    connection: `Space ${id}`,
    service: "Octane",
    environment: "test",
    environmentLabel: "Test",
    server: "octane.example",
    readOnly: false,
  } as const;
  return {
    connection: connection(id),
    credentials,
    now: here,
    owners: new Map(),
    renewedAt: new Map(),
    where,
    reading,
  };
}

const keys = (count: number): Credential[] =>
  Array.from({ length: count }, (_, index) => credential(`key ${index + 1}`, { expiresAt: inDays(3, here) }));

function open(start: readonly Looked[]) {
  const posted: ToOverview[] = [];
  const asked: string[] = [];
  const said: unknown[] = [];
  let now = start;
  const tab = { visible: true, language: "en", post: (message: ToOverview) => void posted.push(message) };
  const ask = (what: string) => async (id?: string) => void asked.push([what, id].filter(Boolean).join(" "));
  const backend: OverviewBackend = {
    look: () => {
      asked.push("look");
      return now;
    },
    begin: () => undefined,
    warnDays: () => 14,
    refresh: ask("refresh"),
    retry: ask("retry"),
    loadAll: () => Promise.reject(new Error("It broke.")),
    signIn: ask("signIn"),
    addConnection: ask("addConnection"),
    openDetails: (connectionId, id) => void asked.push(`details ${connectionId} ${id}`),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const session = new OverviewSession({ unit: "month" }, backend, tab, {
    misunderstood: () => said.push("misunderstood"),
    failed: error => said.push(error),
  });
  const last = (): Show => {
    const message = posted.at(-1);
    if (message?.type !== "show") throw new Error("nothing was shown");
    return message;
  };
  return { session, posted, asked, said, tab, last, know: (next: readonly Looked[]) => (now = next) };
}

/** The first column of the time line in which there is something. */
const place = ({ charts }: Show) => {
  const [ends] = charts;
  const index = ends?.totals.findIndex(({ count }) => count > 0) ?? -1;
  return { chart: "ends", column: ends?.columns[index]?.id ?? "" };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the overview", () => {
  test("is told when its page is ready, and asks nobody before", () => {
    const { session, posted, asked, last } = open([looked("one", keys(2)), looked("two", [])]);
    session.changed();
    vi.runAllTimers();
    expect([posted, asked]).toEqual([[], []]);
    session.receive({ type: "ready" });
    expect(last().summary).toBe("Credentials: 2. Connections: 2.");
    expect(last().charts.map(({ id }) => id)).toEqual(["ends", "states", "ages", "owners"]);
  });

  test("names no number before there is one, and none as the last while lists still arrive", () => {
    const { session, last, know } = open([looked("one", [], { type: "loading" })]);
    session.receive({ type: "ready" });
    expect(last().summary).toBe("The credentials are being loaded. Connections: 1.");
    know([looked("one", keys(2), { type: "loading" })]);
    session.changed();
    vi.runAllTimers();
    expect(last().summary).toBe("Credentials so far: 2. Connections: 1.");
    know([looked("one", keys(3))]);
    session.changed();
    vi.runAllTimers();
    expect(last().summary).toBe("Credentials: 3. Connections: 1.");
  });

  test("counts again when lists change, at most a few times a second, and not while nobody sees it", () => {
    const { session, posted, asked, tab, last, know } = open([looked("one", keys(1))]);
    session.receive({ type: "ready" });
    for (let count = 2; count <= 500; count++) {
      know([looked("one", keys(count))]);
      session.changed();
      vi.advanceTimersByTime(2);
    }
    vi.runAllTimers();
    expect(last().summary).toContain("500");
    expect(posted.length).toBeLessThan(6);

    tab.visible = false;
    session.hidden();
    const before = asked.length;
    session.changed();
    vi.runAllTimers();
    expect(asked).toHaveLength(before);
    tab.visible = true;
    know([looked("one", keys(501))]);
    session.receive({ type: "ready" });
    expect(last().summary).toContain("501");
  });

  test("tells nothing after it was closed", () => {
    const { session, posted } = open([looked("one", keys(1))]);
    session.receive({ type: "ready" });
    session.changed();
    session.dispose();
    vi.runAllTimers();
    expect(posted).toHaveLength(1);
  });

  test("keeps in which steps it is looked at", () => {
    const { session, last } = open([looked("one", keys(1))]);
    session.receive({ type: "ready" });
    session.receive({ type: "unit", unit: "year" });
    expect(last()).toMatchObject({ unit: "year", ref: { unit: "year" } });
    expect(last().charts[0]?.columns[0]?.label).toBe(String(here.getFullYear()));
  });

  test("lists what is behind a bar, a hundred at a time, of one connection or of all", () => {
    const { session, last } = open([looked("one", keys(230)), looked("two", keys(1))]);
    session.receive({ type: "ready" });
    const bar = place(last());
    session.receive({ type: "open", place: { ...bar, connection: "one" } });
    expect(last().opened).toMatchObject({ total: 230, place: { connection: "one" } });
    expect(last().opened?.rows).toHaveLength(100);
    session.receive({ type: "more" });
    session.receive({ type: "more" });
    expect(last().opened?.rows).toHaveLength(230);
    session.receive({ type: "open", place: bar });
    expect(last().opened?.title).toMatch(/^All connections, .*: 231$/u);
    session.receive({ type: "close" });
    expect(last().opened).toBeUndefined();
  });

  test("what is behind a bar follows the lists, also when its connection goes", () => {
    const { session, last, know } = open([looked("one", keys(2)), looked("two", keys(3))]);
    session.receive({ type: "ready" });
    session.receive({ type: "open", place: { ...place(last()), connection: "one" } });
    know([looked("one", keys(1)), looked("two", keys(3))]);
    session.changed();
    vi.runAllTimers();
    expect(last().opened?.rows.map(({ label }) => label)).toEqual(["key 1"]);
    know([looked("two", keys(3))]);
    session.changed();
    vi.runAllTimers();
    expect(last().opened).toMatchObject({ total: 0, rows: [] });
  });

  test("says of each connection how much of it is counted, and what can be done", () => {
    const failed = { type: "failed", message: "No answer.", signedOut: false } as const;
    const { session, last } = open([
      looked("loads", keys(2), { type: "loading" }),
      looked("has more", keys(2), { type: "complete", more: true }),
      looked("failed", [], failed),
      looked("old", keys(2), { ...failed, signedOut: true }),
    ]);
    session.receive({ type: "ready" });
    expect(
      last().connections.map(({ state, message, buttons }) => [state, message, buttons.map(({ id }) => id)]),
    ).toEqual([
      ["loading", "Loading... 2 so far", []],
      ["part", "The first 2. There are more, which are not counted.", ["loadAll"]],
      ["failed", "No answer.", ["retry"]],
      ["failed", "No answer. What is counted may be out of date: 2.", ["signIn"]],
    ]);
  });

  test("draws nothing where there is nothing", () => {
    const { session, last } = open([]);
    session.receive({ type: "ready" });
    expect(last()).toMatchObject({ connections: [], charts: [] });
  });

  test("does what its page asks for, says what did not work, and listens to nothing else", async () => {
    const signedOut: Reading = { type: "failed", message: "Signed out.", signedOut: true };
    const more: Reading = { type: "complete", more: true };
    const { session, asked, said, last } = open([looked("one", keys(1), more), looked("two", [], signedOut)]);
    session.receive({ type: "ready" });
    session.receive({ type: "open", place: place(last()) });
    asked.length = 0;
    session.receive({ type: "details", connection: "one", id: "key 1" });
    session.receive({ type: "connection", connection: "two", button: "signIn" });
    session.receive({ type: "refresh" });
    expect(asked).toEqual(["details one key 1", "signIn two", "refresh"]);
    session.receive({ type: "details", connection: "two", id: "key 1" });
    session.receive({ type: "connection", connection: "one", button: "signIn" });
    session.receive({ type: "connection", connection: "three", button: "loadAll" });
    expect(asked).toHaveLength(3);
    session.receive({ type: "connection", connection: "one", button: "constructor" });
    session.receive("hello");
    expect(said).toEqual(["misunderstood", "misunderstood"]);
    session.receive({ type: "connection", connection: "one", button: "loadAll" });
    await vi.runAllTimersAsync();
    expect(said.at(-1)).toMatchObject({ message: "It broke." });
  });

  test("ten thousand keys are counted without a standstill, and only the counts are sent", () => {
    vi.useRealTimers();
    const { session, posted } = open([looked("one", keys(8000)), looked("two", keys(2000))]);
    session.receive({ type: "ready" });
    const began = performance.now();
    session.receive({ type: "close" });
    expect(performance.now() - began).toBeLessThan(1500);
    // What is sent are the counts.
    expect(JSON.stringify(posted.at(-1)).length).toBeLessThan(60_000);
  });
});
