/** The steps of a time line. */
export const units = ["week", "month", "year"] as const;
export type Unit = (typeof units)[number];

/** From one moment up to, and without, another; open to one side at the ends of a time line. */
export interface Span {
  readonly from?: Date;
  readonly to?: Date;
}

/** So many steps back and ahead are drawn at most; what is beyond stands together. */
const REACH: Readonly<Record<Unit, { readonly back: number; readonly ahead: number }>> = {
  week: { back: 8, ahead: 26 },
  month: { back: 6, ahead: 18 },
  year: { back: 3, ahead: 8 },
};

/** So many steps are ahead at least, so that one key makes a time line, too. */
const LEAST_AHEAD = 6;

/** The step that a moment is in, where the person is; weeks begin on Monday. */
export function startOf(unit: Unit, moment: Date): Date {
  const [year, month, day] = [moment.getFullYear(), moment.getMonth(), moment.getDate()];
  switch (unit) {
    case "week":
      return new Date(year, month, day - ((moment.getDay() + 6) % 7));
    case "month":
      return new Date(year, month, 1);
    case "year":
      return new Date(year, 0, 1);
  }
}

/** The beginning of another step, so many later. */
export function stepsLater(unit: Unit, start: Date, steps: number): Date {
  const [year, month, day] = [start.getFullYear(), start.getMonth(), start.getDate()];
  switch (unit) {
    case "week":
      return new Date(year, month, day + 7 * steps);
    case "month":
      return new Date(year, month + steps, 1);
    case "year":
      return new Date(year + steps, 0, 1);
  }
}

/**
 * A time line on which every one of these moments is, each in one span: without gaps, with the present on it, and not much longer than
 * it has to be.
 */
export function timeLine(unit: Unit, now: Date, moments: readonly Date[]): readonly Span[] {
  const present = startOf(unit, now);
  const { back, ahead } = REACH[unit];
  const [earliest, latest] = extremes([...moments, now]);
  const [first, last] = [stepsLater(unit, present, -back), stepsLater(unit, present, ahead)];
  const begin = earliest < first.getTime() ? first : startOf(unit, new Date(earliest));
  const past = new Date(Math.min(Math.max(latest, stepsLater(unit, present, LEAST_AHEAD).getTime()), last.getTime()));
  const end = past.getTime() === last.getTime() ? last : stepsLater(unit, startOf(unit, past), 1);
  const spans: Span[] = [];
  for (let from = begin; from.getTime() < end.getTime();) {
    const to = stepsLater(unit, from, 1);
    spans.push({ from, to });
    from = to;
  }
  return [
    ...(earliest < begin.getTime() ? [{ to: begin }] : []),
    ...spans,
    ...(latest >= end.getTime() ? [{ from: end }] : []),
  ];
}

/** Tells where on a time line moments are; there may be thousands of them. */
export function finderOn(line: readonly Span[]): (moment: Date) => number {
  const begins = line.map(({ from }) => from?.getTime() ?? -Infinity);
  return moment => {
    const time = moment.getTime();
    let [low, high] = [0, begins.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((begins[middle] ?? Infinity) <= time) low = middle;
      else high = middle;
    }
    return low;
  };
}

/** Not spread into Math.min: there can be more of them than a call takes arguments. */
const extremes = (moments: readonly Date[]): readonly [number, number] =>
  moments.reduce<readonly [number, number]>(
    ([least, most], moment) => [Math.min(least, moment.getTime()), Math.max(most, moment.getTime())],
    [Infinity, -Infinity],
  );
