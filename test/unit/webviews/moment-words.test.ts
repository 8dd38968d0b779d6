import { describe, expect, test } from "vitest";
import { momentWords } from "../../../extension/webviews/form/moment-words.ts";

const now = new Date("2026-11-22T10:00:00Z");
const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);

describe("a moment in words", () => {
  test.each([
    [days(90), "in 90 days"],
    // A moment is chosen in whole seconds, so it is never quite as far away as was said.
    [new Date(days(30).getTime() - 900), "in 30 days"],
    [days(365), "in 365 days"],
    [days(1), "in 1 day"],
    [days(0.25), "in 6 hours"],
    [days(-12), "12 days ago"],
    [days(3 * 365.25), "in 3 years"],
  ])("%s is %s", (moment, distance) => {
    expect(momentWords(moment, now, "en").distance).toBe(distance);
  });

  test("names the time zone of the person, and UTC", () => {
    const words = momentWords(new Date("2027-02-20T23:30:00Z"), now, "en-GB", "Europe/Berlin");
    expect(words.local).toBe("21 Feb 2027, 00:30 CET");
    expect(words.utc).toBe("20 Feb 2027, 23:30 UTC");
  });

  test("has seconds only where there are some", () => {
    const words = momentWords(new Date("2027-02-20T13:37:42Z"), now, "en-GB", "UTC");
    expect(words.utc).toBe("20 Feb 2027, 13:37:42 UTC");
  });

  test("speaks the person's language", () => {
    expect(momentWords(days(90), now, "de").distance).toBe("in 90 Tagen");
  });
});
