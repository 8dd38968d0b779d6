import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { throttle } from "../../../extension/tree/throttle.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function recorded() {
  const flushed: string[][] = [];
  return { flushed, tell: throttle<string>(100, items => flushed.push([...items])) };
}

test("what is told in one go comes at once and together, what follows later, each once", () => {
  const { flushed, tell } = recorded();
  for (const item of ["a", "b", "a"]) tell(item);
  vi.advanceTimersByTime(0);
  expect(flushed).toEqual([["a", "b"]]);
  for (const item of ["b", "c", "b"]) tell(item);
  vi.advanceTimersByTime(99);
  expect(flushed).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(flushed).toEqual([
    ["a", "b"],
    ["b", "c"],
  ]);
});

test("a stream is told while it lasts, not only when it is over", () => {
  const { flushed, tell } = recorded();
  for (let index = 0; index < 100; index++) {
    tell(String(index));
    vi.advanceTimersByTime(10);
  }
  expect(flushed.length).toBeGreaterThanOrEqual(9);
  expect(flushed.length).toBeLessThanOrEqual(12);
  vi.advanceTimersByTime(100);
  expect(flushed.flat()).toHaveLength(100);
});

test("after a pause it is at once again", () => {
  const { flushed, tell } = recorded();
  tell("a");
  vi.advanceTimersByTime(500);
  tell("b");
  vi.advanceTimersByTime(0);
  expect(flushed).toEqual([["a"], ["b"]]);
  vi.advanceTimersByTime(500);
  expect(vi.getTimerCount()).toBe(0);
});

test("after it was disposed nothing is told", () => {
  for (const pauseMs of [0, 500]) {
    const { flushed, tell } = recorded();
    tell("a");
    tell("b");
    vi.advanceTimersByTime(pauseMs);
    const before = flushed.length;
    tell.dispose();
    tell("c");
    vi.advanceTimersByTime(500);
    expect(flushed).toHaveLength(before);
  }
});
