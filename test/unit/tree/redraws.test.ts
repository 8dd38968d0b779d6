import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ServiceError } from "../../../extension/core/errors.ts";
import { connectionId, type Credential, credentialId } from "../../../extension/core/model.ts";
import { type Look, redraws, saidOf } from "../../../extension/tree/redraws.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const row = (name: string): Credential => ({
  id: credentialId(name),
  kind: "API client",
  label: name,
  state: "active",
  details: [],
  actions: [],
});
const rows = [row("batch-jobs"), row("gitlab-runner")];
const calm: Look = { isLoading: false, said: "complete", words: "", rows, describe: () => "created today" };
const loading: Look = { ...calm, isLoading: true, said: undefined };
const id = connectionId("one");

function world() {
  const looks = new Map<string, Look>([[id, calm]]);
  const drawn: string[][] = [];
  const drawing = redraws({ lookOf: each => looks.get(each), draw: ids => drawn.push([...ids]) });
  const ask = (look: Look): number => {
    looks.set(id, look);
    drawing.ask([id]);
    return drawn.length;
  };
  return { looks, drawn, drawing, ask };
}

test("what looks as it did is not drawn again", () => {
  const { ask } = world();
  expect(ask(calm)).toBe(1);
  expect(ask({ ...calm, rows: [...rows] })).toBe(1);
});

test.each<[string, Look]>([
  ["another row", { ...calm, rows: [row("batch-jobs"), ...rows.slice(1)] }],
  ["a row less", { ...calm, rows: rows.slice(1) }],
  ["another order", { ...calm, rows: rows.toReversed() }],
  ["other words", { ...calm, words: "12 of 24" }],
  ["another age of a row", { ...calm, describe: () => "created yesterday" }],
  ["more on the server", { ...calm, said: "more" }],
  ["a failure", { ...calm, said: "unavailable: nobody answered" }],
])("%s is drawn", (_what, look) => {
  const { ask } = world();
  ask(calm);
  expect(ask(look)).toBe(2);
});

test("several are drawn in one go", () => {
  const { looks, drawn, drawing } = world();
  const other = connectionId("two");
  looks.set(other, calm);
  drawing.ask([id, other]);
  expect(drawn).toEqual([[id, other]]);
});

test("a quick refresh that finds nothing new draws nothing", () => {
  const { ask } = world();
  ask(calm);
  ask(loading);
  vi.advanceTimersByTime(1000);
  ask(calm);
  vi.advanceTimersByTime(10_000);
  expect(ask(calm)).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

test("neither does one of a list that has more on the server", () => {
  const { ask } = world();
  const more = { ...calm, said: "more" };
  ask(more);
  ask(loading);
  expect(ask(more)).toBe(1);
});

test("a refresh that takes long is shown, and that it is over", () => {
  const { ask, drawn } = world();
  ask(calm);
  ask(loading);
  vi.advanceTimersByTime(2000);
  expect(drawn).toHaveLength(2);
  expect(ask(loading)).toBe(2);
  expect(ask(calm)).toBe(3);
});

test("the first rows are drawn while more are loading", () => {
  const { ask } = world();
  ask({ ...loading, said: "loading", rows: [] });
  ask({ ...loading, rows: rows.slice(1) });
  expect(ask(loading)).toBe(3);
});

test("a failure stays to be seen until the next answer", () => {
  const { ask } = world();
  const failed = { ...calm, said: "unavailable: nobody answered" };
  ask(failed);
  expect(ask(loading)).toBe(1);
  expect(ask(failed)).toBe(1);
  ask(loading);
  expect(ask(calm)).toBe(2);
});

test("after all was drawn anew each is drawn when it is asked for", () => {
  const { ask, drawing } = world();
  ask(calm);
  drawing.forget();
  expect(ask(calm)).toBe(2);
});

test("a connection that is gone is not drawn, and nothing is waited for", () => {
  const { ask, looks, drawing } = world();
  ask(calm);
  ask(loading);
  looks.clear();
  drawing.ask([id]);
  expect(vi.getTimerCount()).toBe(0);
  expect(ask(calm)).toBe(2);
});

test("nothing is drawn after it was disposed", () => {
  const { ask, drawing } = world();
  ask(calm);
  ask(loading);
  drawing.dispose();
  expect(vi.getTimerCount()).toBe(0);
});

test("of rows that are there nothing is said while they are asked for again", () => {
  expect(saidOf({ type: "loading" }, 0)).toBe("loading");
  expect(saidOf({ type: "loading" }, 7)).toBeUndefined();
  const error = new ServiceError({ kind: "unavailable", message: "Nobody listens." });
  expect(saidOf({ type: "failed", error }, 7)).toContain("Nobody listens.");
  expect(saidOf({ type: "complete", more: true }, 7)).not.toBe(saidOf({ type: "complete", more: false }, 7));
});
