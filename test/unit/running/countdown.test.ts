import { describe, expect, it } from "vitest";
import { countdown } from "../../../extension/running/countdown.ts";

const words = (minutes: number): string => `${minutes} min`;
const MINUTE = 60_000;

describe("a countdown", () => {
  it.each([
    [10 * MINUTE, "10 min", 30_001],
    [10 * MINUTE + 500, "10 min", 30_501],
    [9.5 * MINUTE, "10 min", 1],
    [9.5 * MINUTE - 1, "9 min", MINUTE],
    [2.4 * MINUTE, "2 min", 24_000],
    [2 * MINUTE, "2:00", 1000],
    [61_500, "1:02", 500],
    [60_000, "1:00", 1000],
    [999, "0:01", 999],
  ])("of %d ms is %j and changes in %d ms", (left, text, changesIn) => {
    expect(countdown(left, words)).toEqual({ text, changesIn });
  });

  it("stands still at its end", () => {
    expect(countdown(0, words)).toEqual({ text: "0:00", changesIn: undefined });
    expect(countdown(-5000, words)).toEqual({ text: "0:00", changesIn: undefined });
  });

  it("is empty where nobody told the end", () => {
    expect(countdown(undefined, words)).toEqual({ text: "", changesIn: undefined });
  });

  it("shows another text when it says that it will, and not before", () => {
    let left = 3 * MINUTE + 1234;
    for (let steps = 0; steps < 200 && left > 0; steps++) {
      const { text, changesIn = left } = countdown(left, words);
      if (changesIn > 1) expect(countdown(left - changesIn + 1, words).text).toBe(text);
      expect(countdown(left - changesIn, words).text).not.toBe(text);
      left -= changesIn;
    }
    expect(left).toBe(0);
  });
});
