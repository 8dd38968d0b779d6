import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { oneAtATime } from "../../../extension/core/one-at-a-time.ts";

function counted(fails: (run: number) => boolean = () => false) {
  const seen = { now: 0, most: 0, runs: 0 };
  const run = oneAtATime(async () => {
    const mine = ++seen.runs;
    seen.most = Math.max(seen.most, ++seen.now);
    await delay(5);
    seen.now--;
    if (fails(mine)) throw new Error("failed");
  });
  return { seen, run };
}

test("what is asked for once is done once, each time", async () => {
  const { seen, run } = counted();
  await run();
  await run();
  expect(seen).toMatchObject({ runs: 2, most: 1 });
});

test("what is asked for while it is under way is done once more for all, and not beside it", async () => {
  const { seen, run } = counted();
  await Promise.all([run(), run(), run(), run()]);
  expect(seen).toMatchObject({ runs: 2, most: 1 });
});

test("a failure is told, and does not end it for good", async () => {
  const { seen, run } = counted(mine => mine === 1);
  await expect(run()).rejects.toThrow("failed");
  await run();
  expect(seen.runs).toBe(2);
});
