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
      v.description("The time that it is from now on."),
    ),
  ),
  advanceMs: v.optional(v.pipe(span, v.description("Milliseconds from where the clock stands, also backwards."))),
  offsetMs: v.optional(v.pipe(span, v.description("Milliseconds from the machine's own time."))),
  frozen: v.optional(v.pipe(v.boolean(), v.description("Whether the clock stands still."))),
});

const answer = v.object({
  now: v.pipe(v.string(), v.description("The time that everything goes by.")),
  frozen: v.pipe(v.boolean(), v.description("Whether the clock stands still.")),
});

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
