import { ages } from "./ages.ts";
import type { Counted } from "./counted.ts";
import type { Division } from "./division.ts";
import { type Calendar, ends } from "./ends.ts";
import { owners } from "./owners.ts";
import { states } from "./states.ts";

/** Everything that the overview draws, in its order. */
export const divisions = (
  calendar: Calendar,
  warnDays: number,
  all: readonly Counted[],
): readonly [Division, ...Division[]] => [ends(calendar, all), states(warnDays), ages(), owners()];
