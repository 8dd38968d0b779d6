import * as v from "valibot";

const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000));

/** How long to wait: always the same, evenly between two bounds, or mostly near a median with a long tail. */
const latencySchema = v.union(
  [
    milliseconds,
    v.strictObject({
      min: v.pipe(milliseconds, v.description("The shortest wait.")),
      max: v.pipe(milliseconds, v.description("The longest.")),
    }),
    v.strictObject({
      median: v.pipe(milliseconds, v.description("Half of the waits are shorter.")),
      p95: v.pipe(milliseconds, v.description("Of twenty waits one is longer.")),
    }),
  ],
  "This has to be milliseconds, {min, max} (evenly between them) or {median, p95} (log-normal), each from 0 to 600000.",
);

const secondsOfYear = 365 * 24 * 60 * 60;

const yes = v.literal(true);

const entries = {
  status: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(200),
      v.maxValue(599),
      v.description(
        "Answer with this status, in the service's own error shape, without doing the work. Below 400 only with html or emptyBody.",
      ),
    ),
  ),
  message: v.optional(v.pipe(v.string(), v.description("What an answer with a status says went wrong."))),
  retryAfter: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(0),
      v.maxValue(secondsOfYear),
      v.description("Seconds, sent as Retry-After; alone it means status 429."),
    ),
  ),
  latencyMs: v.optional(
    v.pipe(latencySchema, v.description("Wait this long first; alone the work is then done as usual.")),
  ),
  dropConnection: v.optional(v.pipe(yes, v.description("Cut the connection without doing the work."))),
  lostAnswer: v.optional(
    v.pipe(yes, v.description("Do the work, save it, then cut the connection instead of answering.")),
  ),
  html: v.optional(
    v.pipe(yes, v.description("Answer with a gateway's web page; the status is 502 unless another is given.")),
  ),
  emptyBody: v.optional(
    v.pipe(yes, v.description("Answer with nothing at all; the status is 503 unless another is given.")),
  ),
  truncatedJson: v.optional(
    v.pipe(yes, v.description("Do the work and send the first half of the answer, as if it were all.")),
  ),
  halfBody: v.optional(
    v.pipe(yes, v.description("Do the work and cut the connection when half of the answer is out.")),
  ),
  malformedJson: v.optional(v.pipe(yes, v.description("Do the work and answer with JSON that has a mistake in it."))),
  bytesPerSecond: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.description("Do the work and let the answer trickle.")),
  ),
};

export const effectNames = Object.keys(entries);

/** What happens instead of, or besides, the usual answer. */
export const effectSchema = v.pipe(
  v.strictObject(entries),
  v.check(
    effect => Object.entries(effect).some(([name, given]) => name !== "message" && given !== undefined),
    `A fault needs an effect: ${effectNames.filter(name => name !== "message").join(", ")}.`,
  ),
  v.check(
    ({ status = 400, html, emptyBody }) => status >= 400 || html === true || emptyBody === true,
    "A status below 400 is no error; it needs html or emptyBody.",
  ),
  v.check(
    ({ latencyMs }) =>
      typeof latencyMs !== "object" ||
      ("min" in latencyMs ? latencyMs.min <= latencyMs.max : latencyMs.median <= latencyMs.p95),
    "latencyMs needs min <= max, or median <= p95.",
  ),
);

export type FaultEffect = v.InferOutput<typeof effectSchema>;
export type Latency = NonNullable<FaultEffect["latencyMs"]>;
