const MINUTE_MS = 60_000;

/** From here on every second counts. */
export const LAST_STRETCH_MS = 2 * MINUTE_MS;

export interface Countdown {
  /** "9 min", "1:45"; empty where no end is known. */
  readonly text: string;
  /** Milliseconds until the text is another one; undefined where it stays. */
  readonly changesIn: number | undefined;
}

/**
 * What is left, in words that fit into a status bar: whole minutes, rounded, and minutes and seconds in the last two minutes.
 * @param leftMs milliseconds by the server's clock
 * @param minutesText "{0} min" in the person's language
 */
export function countdown(leftMs: number | undefined, minutesText: (minutes: number) => string): Countdown {
  if (leftMs === undefined) return { text: "", changesIn: undefined };
  if (leftMs <= 0) return { text: "0:00", changesIn: undefined };
  if (leftMs > LAST_STRETCH_MS) {
    // Rounded, not up: the server's `Date` tells whole seconds, and ten minutes must not begin with "11 min".
    const minutes = Math.round(leftMs / MINUTE_MS);
    return {
      text: minutesText(minutes),
      changesIn: leftMs - Math.max((minutes - 0.5) * MINUTE_MS - 1, LAST_STRETCH_MS),
    };
  }
  const seconds = Math.ceil(leftMs / 1000);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return { text, changesIn: leftMs - (seconds - 1) * 1000 };
}
