import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type Look, sweep } from "../../../extension/leaks/sweep.ts";

const bounds = { milliseconds: 10_000, atOnce: 3 };
const never = new AbortController().signal;

describe("a sweep", () => {
  test("looks at each file once, some at the same time, and counts", async () => {
    const looks: readonly Look[] = [0, 2, "skipped", 1, 0, "skipped", 0];
    const seen: number[] = [];
    let [now, most] = [0, 0];
    const told: string[] = [];
    const result = await sweep(
      [...looks.keys()],
      async file => {
        now += 1;
        most = Math.max(most, now);
        await delay(2);
        now -= 1;
        seen.push(file);
        return looks[file] ?? 0;
      },
      bounds,
      never,
      (done, all) => told.push(`${done}/${all}`),
    );
    expect(result).toEqual({ looked: 5, skipped: 2, leaks: 3, filesWithLeaks: 2 });
    expect(seen.toSorted()).toEqual([...looks.keys()]);
    expect(most).toBe(3);
    expect(told).toEqual(["1/7", "2/7", "3/7", "4/7", "5/7", "6/7", "7/7"]);
  });

  test("stops when it is cancelled, and says so", async () => {
    const abort = new AbortController();
    const result = await sweep(
      [...Array(100).keys()],
      async file => {
        if (file === 10) abort.abort();
        return 0;
      },
      { ...bounds, atOnce: 1 },
      abort.signal,
    );
    expect(result).toMatchObject({ stopped: "cancelled", looked: 11 });
  });

  test("stops when its time is over, with what it has found by then", async () => {
    const slow = async (): Promise<Look> => {
      await delay(10);
      return 1;
    };
    const result = await sweep([...Array(1000).keys()], slow, { milliseconds: 60, atOnce: 2 }, never);
    expect(result.stopped).toBe("time");
    expect(result.looked).toBe(result.leaks);
    expect(result.looked).toBeLessThan(100);
  });

  test("hands on what goes wrong", async () => {
    const broken = () => Promise.reject(new Error("no vault"));
    await expect(sweep([1], broken, bounds, never)).rejects.toThrow("no vault");
  });
});
