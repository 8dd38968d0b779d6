import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { someAtOnce, stopsAfter } from "../../../extension/core/some-at-once.ts";

const never = (): undefined => undefined;

test("does each once, so many at the same time", async () => {
  const items = [...Array(20).keys()];
  const done: number[] = [];
  let [now, most] = [0, 0];
  const stopped = await someAtOnce<number, string>(items.values(), 4, never, async item => {
    most = Math.max(most, ++now);
    await delay(2);
    now--;
    done.push(item);
  });
  expect([stopped, most, done.toSorted((one, other) => one - other)]).toEqual([undefined, 4, items]);
});

test("begins no more when there is a reason to stop, and tells the first reason", async () => {
  const done: number[] = [];
  const stop = () => (done.length >= 3 ? `after ${done.length}` : undefined);
  const stopped = await someAtOnce([...Array(20).keys()].values(), 1, stop, async item => void done.push(item));
  expect([stopped, done]).toEqual(["after 3", [0, 1, 2]]);
});

test("a person's cancel is a reason, also after the time is over", async () => {
  const cancel = new AbortController();
  const stop = stopsAfter(10, cancel.signal);
  expect(stop()).toBeUndefined();
  await delay(15);
  expect(stop()).toBe("time");
  cancel.abort();
  expect(stop()).toBe("cancelled");
});
