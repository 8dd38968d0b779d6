import * as v from "valibot";
import { latestTime, readTime } from "../../clock.ts";
import type { Clock } from "../../clock.ts";
import { HttpFailure } from "../../http-failure.ts";
import { endpoint } from "../endpoint.ts";

const span = v.pipe(v.number(), v.minValue(-latestTime), v.maxValue(latestTime));

const change = v.strictObject({
  now: v.optional(
    v.pipe(
      v.string(),
      v.isoTimestamp(),
      v.check(text => !Number.isNaN(readTime(text)), "There is no such day."),
    ),
  ),
  /** From where it stands. */
  advanceMs: v.optional(span),
  /** From the machine's own time. */
  offsetMs: v.optional(span),
  frozen: v.optional(v.boolean()),
});

const answer = v.object({ now: v.string(), frozen: v.boolean() });

export const clockEndpoints = [
  endpoint({
    method: "GET",
    path: "/__mock/clock",
    summary: "The time that everything goes by",
    answer,
    handle: ({ clock }) => shown(clock),
  }),
  endpoint({
    method: "POST",
    path: "/__mock/clock",
    summary: "Sets, moves, freezes the time; expiry, sessions, tokens and Date headers follow",
    body: change,
    answer,
    handle: ({ clock }, { body }) => {
      move(clock, body);
      return shown(clock);
    },
  }),
];

function move(clock: Clock, { now, advanceMs, offsetMs, frozen }: v.InferOutput<typeof change>): void {
  // First, so that a time set together with `frozen` stands exactly there.
  if (frozen !== undefined) clock.freeze(frozen);
  try {
    if (now !== undefined) clock.set(readTime(now));
    if (offsetMs !== undefined) clock.offset(offsetMs);
    if (advanceMs !== undefined) clock.advance(advanceMs);
  } catch (error) {
    if (error instanceof RangeError) throw new HttpFailure(400, error.message);
    throw error;
  }
}

function shown(clock: Clock): v.InferOutput<typeof answer> {
  return { now: new Date(clock.now()).toISOString(), frozen: clock.frozen() };
}
