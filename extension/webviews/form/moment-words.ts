import { DAY_MS } from "../../core/day.ts";
import { relativeTime } from "../../core/relative-time.ts";

/** Up to here days are counted, as in "90 days"; beyond it years say more. */
const COUNTED_DAYS = 730;

/** A moment as a person reads it who has to choose one. */
export interface MomentWords {
  /** "in 90 days", "12 days ago". */
  readonly distance: string;
  /** In the person's own time zone, which is named. */
  readonly local: string;
  readonly utc: string;
}

/** How far away a moment is, and when that is here and in UTC. */
export function momentWords(moment: Date, now: Date, language: string, timeZone?: string): MomentWords {
  const text = (zone: string | undefined): string =>
    new Intl.DateTimeFormat(language, {
      year: "numeric",
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      ...(moment.getUTCSeconds() === 0 ? {} : { second: "2-digit" }),
      timeZoneName: "short",
      timeZone: zone,
    }).format(moment);
  return { distance: distanceOf(moment, now, language), local: text(timeZone), utc: text("UTC") };
}

function distanceOf(moment: Date, now: Date, language: string): string {
  const days = Math.round((moment.getTime() - now.getTime()) / DAY_MS);
  return days === 0 || Math.abs(days) > COUNTED_DAYS
    ? relativeTime(moment, now, language)
    : new Intl.RelativeTimeFormat(language, { numeric: "always" }).format(days, "day");
}
