import { DAY_MS } from "./day.ts";

/** Clocks are wrong by hours or days. What is wrong by more is no clock: a century on, dates stop being dates. */
const MOST_MS = 100 * 365.25 * DAY_MS;

/** The clock of a server, as its last answer told it. */
export interface ServerClock {
  readonly hear: (headers: Headers) => void;
  /** This machine's time, before there was an answer. */
  readonly now: () => Date;
}

/** @param guessMs what a `Date` header, which tells whole seconds, is taken to be late */
export function serverClock(guessMs = 0): ServerClock {
  /** The server's time minus ours. */
  let offset = 0;
  return {
    hear(headers) {
      const told = Date.parse(headers.get("date") ?? "") + guessMs - Date.now();
      if (Math.abs(told) <= MOST_MS) offset = told;
    },
    now: () => new Date(Date.now() + offset),
  };
}
