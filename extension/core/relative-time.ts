import { DAY_MS } from "./day.ts";

const STEPS: readonly (readonly [limit: number, unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  [60_000, "second", 1000],
  [3_600_000, "minute", 60_000],
  [DAY_MS, "hour", 3_600_000],
  [31 * DAY_MS, "day", DAY_MS],
  [366 * DAY_MS, "month", 30.44 * DAY_MS],
  [Number.POSITIVE_INFINITY, "year", 365.25 * DAY_MS],
];

/** Making one takes longer than using it a hundred times, and a list of thousands of rows asks for each. */
const formats = new Map<string, Intl.RelativeTimeFormat>();

function formatOf(locale: string): Intl.RelativeTimeFormat {
  const present = formats.get(locale);
  if (present !== undefined) return present;
  const made = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  formats.set(locale, made);
  return made;
}

/** "3 days ago", "in 2 hours" in the given locale, in the largest unit of which there is at least one. */
export function relativeTime(date: Date, now: Date, locale: string): string {
  const distance = date.getTime() - now.getTime();
  const format = formatOf(locale);
  for (const [limit, unit, ms] of STEPS) {
    if (Math.abs(distance) < limit) return format.format(Math.trunc(distance / ms), unit);
  }
  return format.format(0, "second");
}
