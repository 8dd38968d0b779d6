import { describe, expect, test } from "vitest";
import { ServiceError } from "../../../extension/core/errors.ts";
import { type Credential, credentialId } from "../../../extension/core/model.ts";
import type { ListQuery, Session } from "../../../extension/services/service.ts";
import { Listing } from "../../../extension/tree/listing.ts";

const row = (name: string, more: Partial<Credential> = {}): Credential => ({
  id: credentialId(name),
  kind: "API client",
  label: name,
  state: "active",
  details: [],
  actions: [],
  ...more,
});
const rowsOf = (from: number, to: number): readonly Credential[] =>
  Array.from({ length: to - from }, (_, index) => row(`row ${from + index}`));

const settled = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 0));
const offline = new ServiceError({ kind: "unavailable", message: "Nobody listens." });

/** One call of `list`, whose pages the test hands out when it wants to. */
interface Call {
  readonly query: ListQuery;
  readonly signal: AbortSignal;
  /** How many pages were asked for. */
  asked: number;
  page(...rows: readonly Credential[]): Promise<void>;
  end(): Promise<void>;
  fail(error: unknown): Promise<void>;
}

type Step = { readonly rows: readonly Credential[] } | "end" | { readonly error: unknown };

function world(open?: () => Promise<void>) {
  const calls: Call[] = [];
  const changes = { count: 0 };
  const list = (query: ListQuery, signal: AbortSignal): AsyncIterable<readonly Credential[]> => {
    const steps: Step[] = [];
    let wake = (): void => undefined;
    const give = async (step: Step): Promise<void> => {
      steps.push(step);
      wake();
      await settled();
    };
    const call: Call = {
      query,
      signal,
      asked: 0,
      page: (...rows) => give({ rows }),
      end: () => give("end"),
      fail: error => give({ error }),
    };
    calls.push(call);
    return (async function* () {
      for (;;) {
        call.asked++;
        while (steps.length === 0) {
          await new Promise<void>((resolve, reject) => {
            wake = resolve;
            signal.addEventListener("abort", () =>
              reject(new ServiceError({ kind: "cancelled", message: "Cancelled." })),
            );
          });
        }
        const step = steps.shift();
        if (step === undefined || step === "end") return;
        if ("error" in step) throw step.error;
        yield step.rows;
      }
    })();
  };
  const session: Pick<Session, "list"> = { list };
  const listing = new Listing(
    async () => {
      await open?.();
      return session as Session;
    },
    () => changes.count++,
  );
  const last = (): Call => {
    const call = calls.at(-1);
    if (call === undefined) throw new Error("nothing was asked for");
    return call;
  };
  const labels = (): readonly string[] => listing.rows.map(({ label }) => label);
  return { listing, calls, last, labels, changes };
}

/** With two rows, completely loaded. */
async function loaded() {
  const made = world();
  const refreshing = made.listing.refresh();
  await settled();
  await made.last().page(row("a"), row("b"));
  await made.last().end();
  await refreshing;
  return made;
}

describe("the first time", () => {
  test("nothing is asked before somebody looks", () => {
    const { listing, calls } = world();
    expect(listing.status).toEqual({ type: "idle" });
    expect(calls).toHaveLength(0);
  });

  test("rows show page by page, and each page is told", async () => {
    const { listing, last, labels, changes } = world();
    void listing.refresh();
    await settled();
    expect(listing.status).toEqual({ type: "loading" });
    const before = changes.count;
    await last().page(row("a"));
    expect(labels()).toEqual(["a"]);
    await last().page(row("b"));
    expect(labels()).toEqual(["a", "b"]);
    expect(changes.count).toBeGreaterThanOrEqual(before + 2);
    await last().end();
    expect(listing.status).toEqual({ type: "complete", more: false });
  });

  test("a failure on the way keeps the rows that came", async () => {
    const { listing, last, labels } = world();
    void listing.refresh();
    await settled();
    await last().page(row("a"));
    await last().fail(offline);
    expect(labels()).toEqual(["a"]);
    expect(listing.status).toEqual({ type: "failed", error: offline });
  });

  test("a failure to open the session is the status, not a crash", async () => {
    const { listing } = world(() => Promise.reject(new Error("no sign-in")));
    await listing.refresh();
    expect(listing.status).toMatchObject({ type: "failed", error: { message: "no sign-in" } });
  });

  test("a row that comes on two pages is one", async () => {
    const { listing, last, labels } = world();
    void listing.refresh();
    await settled();
    await last().page(row("a"), row("b"));
    await last().page(row("b"), row("c"));
    expect(labels()).toEqual(["a", "b", "c"]);
  });
});

describe("a refresh", () => {
  test("leaves the old rows until the new ones are complete", async () => {
    const { listing, last, labels } = await loaded();
    void listing.refresh();
    await settled();
    await last().page(row("new"));
    expect(labels()).toEqual(["a", "b"]);
    await last().end();
    expect(labels()).toEqual(["new"]);
  });

  test("that fails leaves them for good, and says so", async () => {
    const { listing, last, labels } = await loaded();
    void listing.refresh();
    await settled();
    await last().page(row("new"));
    await last().fail(offline);
    expect(labels()).toEqual(["a", "b"]);
    expect(listing.status).toEqual({ type: "failed", error: offline });
  });

  test("may find that all are gone", async () => {
    const { listing, last, labels } = await loaded();
    void listing.refresh();
    await settled();
    await last().end();
    expect(labels()).toEqual([]);
    expect(listing.status).toEqual({ type: "complete", more: false });
  });

  test("takes the place of one that is under way", async () => {
    const { listing, calls, labels } = await loaded();
    void listing.refresh();
    await settled();
    void listing.refresh();
    await settled();
    const [, first, second] = calls;
    expect(first?.signal.aborted).toBe(true);
    await second?.page(row("second"));
    await second?.end();
    expect(labels()).toEqual(["second"]);
    expect(listing.status).toEqual({ type: "complete", more: false });
  });

  test("that is cancelled leaves the old rows, and more can be asked for", async () => {
    const { listing, last, labels } = await loaded();
    const refreshing = listing.refresh();
    await settled();
    await last().page(row("new"));
    listing.cancel();
    await refreshing;
    expect(labels()).toEqual(["a", "b"]);
    expect(listing.status).toEqual({ type: "complete", more: true });
  });
});

describe("what an action answered", () => {
  test("is there at once, at its old place", async () => {
    const { listing, labels } = await loaded();
    listing.put(row("a", { label: "A" }));
    listing.put(row("c"));
    expect(labels()).toEqual(["A", "b", "c"]);
    expect(listing.find(credentialId("a"))?.label).toBe("A");
    listing.drop(credentialId("a"));
    expect(labels()).toEqual(["b", "c"]);
    expect(listing.find(credentialId("a"))).toBeUndefined();
  });

  test("a deletion during a refresh is not undone by a page that was made before it", async () => {
    const { listing, last, labels } = await loaded();
    void listing.refresh();
    await settled();
    listing.drop(credentialId("a"));
    await last().page(row("a"), row("b"));
    await last().end();
    expect(labels()).toEqual(["b"]);
  });

  test("neither is a change, or a new one that no page has", async () => {
    const { listing, last, labels } = await loaded();
    void listing.refresh();
    await settled();
    listing.put(row("a", { label: "A" }));
    listing.put(row("created"));
    await last().page(row("a"), row("b"));
    await last().end();
    expect(labels().toSorted()).toEqual(["A", "b", "created"]);
  });

  test("the next refresh asks the server again about all of them", async () => {
    const { listing, last, labels } = await loaded();
    listing.drop(credentialId("a"));
    listing.put(row("b", { label: "B" }));
    void listing.refresh();
    await settled();
    await last().page(row("a"), row("b"));
    await last().end();
    expect(labels()).toEqual(["a", "b"]);
  });
});

describe("more than a thousand", () => {
  const thousand = async (last: () => Call): Promise<void> => {
    for (let from = 0; from < 1000; from += 100) await last().page(...rowsOf(from, from + 100));
  };

  test("come when they are asked for, from where the list stopped", async () => {
    const { listing, calls, last } = world();
    const refreshing = listing.refresh();
    await settled();
    await thousand(last);
    await last().page(...rowsOf(1000, 1010));
    await refreshing;
    expect(listing.rows).toHaveLength(1000);
    expect(listing.status).toEqual({ type: "complete", more: true });

    const more = listing.loadMore();
    await last().end();
    await more;
    expect(listing.rows).toHaveLength(1010);
    expect(listing.status).toEqual({ type: "complete", more: false });
    expect(calls).toHaveLength(1);
  });

  test("exactly a thousand are all: nothing more is offered", async () => {
    const { listing, last } = world();
    const refreshing = listing.refresh();
    await settled();
    await thousand(last);
    await last().end();
    await refreshing;
    expect(listing.status).toEqual({ type: "complete", more: false });
  });

  test("are asked for once, however often it is clicked", async () => {
    const { listing, last } = world();
    const refreshing = listing.refresh();
    await settled();
    await thousand(last);
    await last().page(row("more"));
    await refreshing;
    const asked = last().asked;
    const clicks = [listing.loadMore(), listing.loadMore()];
    await settled();
    // The page behind "Load More" is here already; one more is asked for to know what comes after it.
    expect(last().asked).toBe(asked + 1);
    await last().end();
    await Promise.all(clicks);
    expect(listing.all.length).toBe(1001);
  });

  test("come to the last one where all are asked for, whatever is searched for meanwhile", async () => {
    const { listing, calls } = world();
    const loading = listing.loadAll();
    await settled();
    const [all] = calls;
    await all?.page(...rowsOf(0, 1000));
    listing.narrow({ search: "row 7" });
    for (const from of [1000, 2000, 3000]) await all?.page(...rowsOf(from, from + 1000));
    await all?.end();
    await loading;
    expect(listing.all).toHaveLength(4000);
    expect(listing.allStatus).toEqual({ type: "complete", more: false });
    expect(calls).toHaveLength(1);
  });

  test("stop coming when somebody cancels, or the server fails", async () => {
    const { listing, last, calls } = world();
    const stopped = listing.loadAll();
    await settled();
    await last().page(...rowsOf(0, 1500));
    listing.cancel();
    await stopped;
    expect(listing.allStatus).toEqual({ type: "complete", more: true });
    const failing = listing.loadAll();
    await settled();
    await last().page(...rowsOf(0, 1500));
    await last().fail(offline);
    await failing;
    expect(listing.allStatus).toEqual({ type: "failed", error: offline });
    expect(calls).toHaveLength(2);
  });

  test("after a failure, asking for more begins anew", async () => {
    const { listing, calls, last } = await loaded();
    void listing.refresh();
    await settled();
    await last().fail(offline);
    void listing.loadMore();
    await settled();
    expect(calls).toHaveLength(3);
    expect(listing.status).toEqual({ type: "loading" });
  });
});

describe("a search", () => {
  test("shows what matches of what is there, and what the server finds beyond it", async () => {
    const { listing, last, labels } = await loaded();
    void listing.search({ search: "a" });
    await settled();
    expect(labels()).toEqual(["a"]);
    expect(last().query).toEqual({ search: "a" });
    await last().page(row("a"), row("another"), row("zzz"));
    await last().end();
    expect(labels()).toEqual(["a", "another"]);
    expect(listing.find(credentialId("another"))).toBeDefined();
    expect(listing.all.length).toBe(2);
  });

  test("that is superseded has no say any more", async () => {
    const { listing, calls, labels } = await loaded();
    void listing.search({ search: "x" });
    await settled();
    void listing.search({ search: "b" });
    await settled();
    const [, x, b] = calls;
    expect(x?.signal.aborted).toBe(true);
    await x?.page(row("bx"));
    await b?.page(row("by"));
    await b?.end();
    expect(labels()).toEqual(["b", "by"]);
    expect(listing.status).toEqual({ type: "complete", more: false });
  });

  test("that fails still shows what is there, and says so", async () => {
    const { listing, last, labels } = await loaded();
    void listing.search({ search: "a" });
    await settled();
    await last().fail(offline);
    expect(labels()).toEqual(["a"]);
    expect(listing.status).toEqual({ type: "failed", error: offline });
  });

  test("narrows down what is there at once while somebody types, and the server is asked once for what was typed in the end", async () => {
    const { listing, calls, last, labels } = await loaded();
    listing.narrow({ search: "x" });
    expect(labels()).toEqual([]);
    listing.narrow({ search: "a" });
    expect(labels()).toEqual(["a"]);
    expect(listing.status).toEqual({ type: "loading" });
    await settled();
    expect(calls).toHaveLength(1);
    void listing.search({ search: "a" });
    await settled();
    expect(calls).toHaveLength(2);
    await last().page(row("another"));
    await last().end();
    expect(labels()).toEqual(["a", "another"]);
  });

  test("draws the first of thousands while somebody types, and all of them after that", async () => {
    const { listing, last, labels } = world();
    void listing.refresh();
    await settled();
    await last().page(...rowsOf(0, 900));
    await last().end();
    listing.narrow({ search: "row" });
    expect(labels()).toEqual(rowsOf(0, 50).map(({ label }) => label));
    void listing.search({ search: "row" });
    expect(labels()).toHaveLength(900);
  });

  test("of nothing ends it", async () => {
    const { listing, labels } = await loaded();
    void listing.search({ search: "a" });
    await settled();
    await listing.search({ search: " " });
    expect(labels()).toEqual(["a", "b"]);
    expect(listing.status).toEqual({ type: "complete", more: false });
  });

  test("is asked again by a refresh", async () => {
    const { listing, calls } = await loaded();
    void listing.search({ search: "a" });
    await settled();
    void listing.refresh();
    await settled();
    expect(calls.slice(-2).map(({ query }) => query)).toEqual(expect.arrayContaining([{}, { search: "a" }]));
  });

  test("does not bring back what was deleted, nor an older state", async () => {
    const { listing, last, labels } = await loaded();
    void listing.search({ search: "a" });
    await settled();
    listing.drop(credentialId("a"));
    listing.put(row("a2", { description: "now" }));
    await last().page(row("a"), row("a2", { description: "before" }));
    await last().end();
    expect(labels()).toEqual(["a2"]);
    expect(listing.find(credentialId("a2"))?.description).toBe("now");
  });
});

describe("a reset", () => {
  test("forgets everything, what is under way included", async () => {
    const { listing, last, labels } = await loaded();
    void listing.refresh();
    await settled();
    const before = last();
    listing.reset();
    await before.page(row("late"));
    await before.end();
    expect(before.signal.aborted).toBe(true);
    expect(labels()).toEqual([]);
    expect(listing.status).toEqual({ type: "idle" });
  });

  test("keeps what is searched for", async () => {
    const { listing, calls, labels } = await loaded();
    void listing.search({ search: "a" });
    await settled();
    listing.reset();
    void listing.refresh();
    await settled();
    const all = calls.findLast(({ query }) => query.search === undefined);
    await all?.page(row("a"), row("b"));
    await all?.end();
    expect(labels()).toEqual(["a"]);
  });
});
