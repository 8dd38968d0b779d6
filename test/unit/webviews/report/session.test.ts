import { describe, expect, test, vi } from "vitest";
import { ServiceError } from "../../../../extension/core/errors.ts";
import { actionId, connectionId, credentialId } from "../../../../extension/core/model.ts";
import type { Finding, ReportPart } from "../../../../extension/services/service.ts";
import type { ReportBackend } from "../../../../extension/webviews/report/backend.ts";
import type { FromReport, ToReport } from "../../../../extension/webviews/report/messages.ts";
import { ReportSession } from "../../../../extension/webviews/report/session.ts";

const ref = { connectionId: connectionId("c"), id: credentialId("admin-key"), action: actionId("showRevealed") };
const where = {
  connection: "Acme",
  service: "Confluence",
  environment: "test",
  environmentLabel: "Test",
  server: "acme.example",
  readOnly: false,
} as const;
const SERVER = "https://acme.example/gateway";

const page = (id: number, more: Partial<Finding> = {}): Finding => ({
  id: `pages/${id}`,
  group: "Pages",
  label: `Page ${id}`,
  url: `https://acme.example/wiki/${id}`,
  ...more,
});
const found = (...findings: readonly Finding[]): ReportPart => ({ type: "found", findings });
const end: ReportPart = { type: "end", message: "Compared 120 pages.", complete: true };

type Step = ReportPart | ServiceError;

/** A reading that the test leads on step by step, and that ends only as a real one does: with its end, an error, or its signal. */
function reading() {
  const steps: Step[] = [];
  let wake: () => void = () => undefined;
  let signal = new AbortController().signal;
  async function* read(_ref: unknown, given: AbortSignal): AsyncGenerator<ReportPart> {
    signal = given;
    given.addEventListener("abort", () => wake());
    for (;;) {
      given.throwIfAborted();
      const step = steps.shift();
      if (step instanceof ServiceError) throw step;
      if (step !== undefined) yield step;
      else await new Promise<void>(resolve => (wake = resolve));
    }
  }
  const goOn = (...more: readonly Step[]): void => {
    steps.push(...more);
    wake();
  };
  return { read, goOn, isStopped: () => signal.aborted };
}

function opened(change: Partial<ReportBackend> = {}) {
  const posted: ToReport[] = [];
  const opens: string[] = [];
  const copies: string[] = [];
  const { read, goOn, isStopped } = reading();
  const tab = { visible: true, post: (message: ToReport) => posted.push(message) };
  const reads = vi.fn(read);
  const session = new ReportSession(
    ref,
    {
      where: () => where,
      heading: () => "Show What Only the Key Reveals",
      address: () => Promise.resolve(SERVER),
      read: reads,
      copyText: async text => void copies.push(text),
      openPage: async ({ href }) => void opens.push(href),
      onDidChange: () => ({ dispose: () => undefined }),
      onDidReset: () => ({ dispose: () => undefined }),
      ...change,
    },
    tab,
    {
      misunderstood: () => {
        throw new Error("not part of the protocol");
      },
    },
  );
  const say = (message: FromReport): void => session.receive(message);
  const last = () => posted.findLast(message => message.type === "show");
  /** What the page shows: everything that was found since it was last told to begin anew. */
  const labels = (): string[] =>
    posted.flatMap(message => (message.type === "found" ? message.findings.map(({ label }) => label) : []));
  const state = (type: string) => vi.waitFor(() => expect(last()?.state.type).toBe(type));
  return { session, tab, say, posted, last, labels, state, goOn, isStopped, reads, opens, copies };
}

/** Opened by a person, its page there. */
function running(change?: Partial<ReportBackend>) {
  const report = opened(change);
  report.session.run();
  report.say({ type: "ready" });
  return report;
}

const away = new ServiceError({ kind: "unavailable", message: "Nobody answers.", hint: "Try later." });

describe("while it reads", () => {
  test("what is found is told as it comes, in its order, with how far it is", async () => {
    const { goOn, labels, last, state } = running();
    goOn(found(page(1)), { type: "progress", message: "Compared 50 pages" });
    await vi.waitFor(() => expect(labels()).toEqual(["Page 1"]));
    expect(last()?.state).toEqual({ type: "reading", message: "Compared 50 pages" });
    goOn(found(page(2), page(3)), end);
    await state("complete");
    await vi.waitFor(() => expect(labels()).toEqual(["Page 1", "Page 2", "Page 3"]));
    expect(last()).toMatchObject({ state: { message: "Compared 120 pages." }, count: 3 });
  });

  test("what a server lists twice is found once", async () => {
    const { goOn, labels, state } = running();
    goOn(found(page(1), page(1)), found(page(1)), end);
    await state("complete");
    expect(labels()).toEqual(["Page 1"]);
  });

  test("ten thousand findings, one at a time, are a few messages", async () => {
    const { goOn, labels, posted, state } = running();
    goOn(...Array.from({ length: 10_000 }, (_, id) => found(page(id))), end);
    await state("complete");
    expect(labels()).toHaveLength(10_000);
    expect(posted.length).toBeLessThan(200);
  });

  test("stopping ends the request, and keeps what was found as incomplete", async () => {
    const { goOn, labels, say, state, last, isStopped } = running();
    goOn(found(page(1)));
    await vi.waitFor(() => expect(labels()).toHaveLength(1));
    say({ type: "stop" });
    await state("incomplete");
    expect(isStopped()).toBe(true);
    expect(last()).toMatchObject({ count: 1, state: { message: expect.stringContaining("Stopped") as string } });
  });

  test("closing the tab ends the request", async () => {
    const { session, isStopped, reads } = running();
    await vi.waitFor(() => expect(reads).toHaveBeenCalled());
    session.dispose();
    expect(isStopped()).toBe(true);
  });

  test("another sign-in in the middle ends it: the rest would be what somebody else sees", async () => {
    const { session, goOn, labels, state, isStopped } = running();
    goOn(found(page(1)));
    await vi.waitFor(() => expect(labels()).toHaveLength(1));
    session.reset();
    await state("incomplete");
    expect(isStopped()).toBe(true);
  });
});

describe("how it ends", () => {
  test("a failure says what happened and what to do, and that what was found is not all", async () => {
    const { goOn, state, last } = running();
    goOn(found(page(1)), away);
    await state("failed");
    expect(last()).toMatchObject({ count: 1 });
    expect(last()?.state.message).toBe("Nobody answers. Try later. This list is incomplete: 1 found until then.");
  });

  test("an end that is not complete is said to be incomplete", async () => {
    const { goOn, state } = running();
    goOn({ type: "end", message: "The key ended.", complete: false });
    await state("incomplete");
  });

  test("a service that leaves without an end is not taken for complete", async () => {
    const { state } = running({
      async *read() {
        yield found(page(1));
      },
    });
    await state("incomplete");
  });

  test("run again begins from nothing", async () => {
    const { goOn, say, state, last } = running();
    goOn(found(page(1)), end);
    await state("complete");
    const first = last()?.run;
    say({ type: "run" });
    await state("reading");
    expect(last()).toMatchObject({ count: 0 });
    expect(last()?.run).not.toBe(first);
  });

  test("what the former reading still finds is not part of the new one", async () => {
    const stubborn: ((part: ReportPart) => void)[] = [];
    const { say, last } = running({
      // Does not listen to its signal.
      async *read() {
        yield await new Promise<ReportPart>(resolve => stubborn.push(resolve));
      },
    });
    await vi.waitFor(() => expect(stubborn).toHaveLength(1));
    say({ type: "run" });
    await vi.waitFor(() => expect(stubborn).toHaveLength(2));
    stubborn[0]?.(found(page(1)));
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(last()).toMatchObject({ count: 0, state: { type: "reading" } });
  });
});

describe("a hidden tab", () => {
  test("goes on reading, is told nothing, and its new page is told everything once", async () => {
    const { session, tab, goOn, posted, labels, say, last } = running();
    goOn(found(page(1)));
    await vi.waitFor(() => expect(labels()).toHaveLength(1));
    tab.visible = false;
    session.hidden();
    const before = posted.length;
    goOn(found(page(2)), end);
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(posted).toHaveLength(before);
    tab.visible = true;
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(posted).toHaveLength(before);
    say({ type: "ready" });
    posted.splice(0, before);
    expect(labels()).toEqual(["Page 1", "Page 2"]);
    expect(last()?.state.type).toBe("complete");
  });

  test("has its filter again, which the page itself keeps nowhere", () => {
    const { say, last } = running();
    say({ type: "filter", text: "salaries" });
    say({ type: "ready" });
    expect(last()?.filter).toBe("salaries");
  });
});

describe("a tab that comes back after a reload of the window", () => {
  test("asks no server until the person says so", async () => {
    const { say, last, reads, state } = opened();
    say({ type: "ready" });
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(reads).not.toHaveBeenCalled();
    expect(last()).toMatchObject({ state: { type: "waiting" }, heading: "Show What Only the Key Reveals" });
    say({ type: "run" });
    await state("reading");
  });

  test("says so where its connection is gone, and can be used when it is back", async () => {
    let there = false;
    const { session, say, last, reads } = opened({ where: () => (there ? where : undefined) });
    say({ type: "ready" });
    expect(last()?.state.type).toBe("gone");
    say({ type: "run" });
    expect(reads).not.toHaveBeenCalled();
    there = true;
    session.changed();
    expect(last()?.state.type).toBe("waiting");
  });
});

describe("opening and copying", () => {
  test("only pages on the connection's own server are links", async () => {
    const { goOn, posted, state, say, opens, last } = running();
    goOn(found(page(1), page(2, { url: "https://evil.example/wiki/2" }), page(3, { url: "javascript:alert(1)" })), end);
    await state("complete");
    expect(posted.flatMap(m => (m.type === "found" ? m.findings.map(({ opens }) => opens) : []))).toEqual([
      true,
      false,
      false,
    ]);
    say({ type: "open", index: 0 });
    await vi.waitFor(() => expect(opens).toEqual(["https://acme.example/wiki/1"]));
    say({ type: "open", index: 1 });
    await vi.waitFor(() => expect(posted.at(-1)?.type).toBe("failed"));
    say({ type: "open", index: 99 });
    expect(opens).toHaveLength(1);
    expect(JSON.stringify(posted)).not.toContain("evil.example");
    expect(last()?.state.type).toBe("complete");
  });

  test("a server that has moved since is not the server that was read", async () => {
    let address = SERVER;
    const { goOn, state, say, opens, posted } = running({ address: () => Promise.resolve(address) });
    goOn(found(page(1)), end);
    await state("complete");
    address = "https://other.example";
    say({ type: "open", index: 0 });
    await vi.waitFor(() => expect(posted.at(-1)?.type).toBe("failed"));
    expect(opens).toEqual([]);
  });

  test("copies what the filter lets through, and says where it is not everything", async () => {
    const { goOn, labels, say, copies, posted } = running();
    goOn(found(page(1), page(2), page(12)));
    await vi.waitFor(() => expect(labels()).toHaveLength(3));
    say({ type: "copy", filter: "page 2" });
    await vi.waitFor(() => expect(posted.at(-1)).toEqual({ type: "copied", count: 2 }));
    expect(copies[0]).toContain("- Pages\n  - [Page 2](https://acme.example/wiki/2)\n");
    expect(copies[0]).not.toContain("[Page 1]");
    expect(copies[0]).toContain("Incomplete: ");
  });

  test("says when copying did not work", async () => {
    const { goOn, state, say, posted } = running({ copyText: () => Promise.reject(new Error("No clipboard here.")) });
    goOn(found(page(1)), end);
    await state("complete");
    say({ type: "copy", filter: "" });
    await vi.waitFor(() => expect(posted.at(-1)).toEqual({ type: "failed", message: "No clipboard here." }));
  });
});
