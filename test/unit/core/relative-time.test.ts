import { expect, test } from "vitest";
import { relativeTime } from "../../../extension/core/relative-time.ts";

const now = new Date("2026-06-15T12:00:00Z");
const DAY = 86_400_000;

test.each([
  [0, "now"],
  [-5_000, "5 seconds ago"],
  [90 * 60_000, "in 1 hour"],
  [-DAY, "yesterday"],
  [30 * DAY, "in 30 days"],
  [-31 * DAY, "last month"],
  [-364 * DAY, "11 months ago"],
  [366 * DAY, "next year"],
  [-3 * 366 * DAY, "3 years ago"],
])("%d milliseconds from now is %s", (distance, words) => {
  expect(relativeTime(new Date(now.getTime() + distance), now, "en")).toBe(words);
});
