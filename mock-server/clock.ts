/** What the server takes for the time. Every date, token lifetime and `Date` header comes from one of these. */
export interface Clock {
  /** Milliseconds since 1970, with a fraction: the services answer with microseconds. */
  readonly now: () => number;
  readonly set: (time: number) => void;
  readonly advance: (milliseconds: number) => void;
  /** So far from the machine's own time. */
  readonly offset: (milliseconds: number) => void;
  readonly freeze: (frozen: boolean) => void;
  /** Back to how it began: the machine's own time, running, unless it was to begin elsewhere. */
  readonly reset: () => void;
  readonly frozen: () => boolean;
}

/** The last moment of the year 9999: there is room for what is yet to expire, and years have four digits. */
export const latestTime = 253_402_300_799_999;

/** Whether a clock can stand there. */
export function isTime(time: number): boolean {
  return time >= 0 && time <= latestTime;
}

/** A time as it is written, or NaN where there is none: of the 30th of February, `Date.parse` would make the 2nd of March. */
export function readTime(text: string): number {
  const day = /^\d{4}-\d\d-(\d\d)T/.exec(text);
  const isDay = day === null || new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(day[1]);
  return isDay ? Date.parse(text) : NaN;
}

/** A clock that starts at the machine's time, or stands at a given one, and can be moved and stopped. */
export function createClock(machineTime: () => number = preciseMachineTime(), standsAt?: number): Clock {
  let offset = 0;
  let stoppedAt = standsAt;
  const now = () => stoppedAt ?? machineTime() + offset;
  const set = (time: number) => {
    if (!isTime(time)) throw new RangeError("The clock goes from 1970 to 9999.");
    offset = time - machineTime();
    if (stoppedAt !== undefined) stoppedAt = time;
  };
  return {
    now,
    set,
    advance: milliseconds => set(now() + milliseconds),
    offset: milliseconds => set(machineTime() + milliseconds),
    freeze: frozen => {
      if (frozen) stoppedAt ??= now();
      else if (stoppedAt !== undefined) {
        const resumeAt = stoppedAt;
        stoppedAt = undefined;
        set(resumeAt);
      }
    },
    reset: () => {
      offset = 0;
      stoppedAt = standsAt;
    },
    frozen: () => stoppedAt !== undefined,
  };
}

/**
 * The machine's time with a fraction of a millisecond, never running backwards by itself.
 * `performance` alone would stand still while the machine sleeps, so it is set right when the two drift apart.
 */
function preciseMachineTime(): () => number {
  let base = Date.now() - performance.now();
  return () => {
    const precise = base + performance.now();
    const coarse = Date.now();
    if (Math.abs(precise - coarse) < 1000) return precise;
    base = coarse - performance.now();
    return coarse;
  };
}
