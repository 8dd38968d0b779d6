import * as v from "valibot";
import type { Random } from "./random.ts";

const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000));

/** What happens instead of, or besides, the usual answer. */
const effectSchema = v.pipe(
  v.strictObject({
    /** Answer with this status, in the service's own error shape, without doing the work. Below 400 only with html or emptyBody. */
    status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
    message: v.optional(v.string()),
    /** Seconds, sent as `Retry-After`; alone it means status 429. */
    retryAfter: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    /** Wait this long first; alone the work is then done as usual. */
    latencyMs: v.optional(milliseconds),
    /** Cut the connection without doing the work. */
    dropConnection: v.optional(v.literal(true)),
    /** Do the work, save it, then cut the connection instead of answering. */
    lostAnswer: v.optional(v.literal(true)),
    /** Answer with a gateway's web page; the status is 502 unless another is given. */
    html: v.optional(v.literal(true)),
    /** Answer with nothing at all; the status is 503 unless another is given. */
    emptyBody: v.optional(v.literal(true)),
    /** Do the work and send the first half of the answer. */
    truncatedJson: v.optional(v.literal(true)),
  }),
  v.check(
    ({ status, retryAfter, latencyMs, dropConnection, lostAnswer, html, emptyBody, truncatedJson }) =>
      [status, retryAfter, latencyMs, dropConnection, lostAnswer, html, emptyBody, truncatedJson].some(
        given => given !== undefined,
      ),
    "A fault needs an effect: status, retryAfter, latencyMs, dropConnection, lostAnswer, html, emptyBody or truncatedJson.",
  ),
  v.check(
    ({ status = 400, html, emptyBody }) => status >= 400 || html === true || emptyBody === true,
    "A status below 400 is no error; it needs html or emptyBody.",
  ),
);

/** Which requests a fault is for, how often, and what it does. */
export const faultSchema = v.strictObject({
  service: v.optional(v.string()),
  method: v.optional(v.pipe(v.string(), v.toUpperCase())),
  /** `*` stands for anything, also across slashes; without one the path has to begin with this. */
  path: v.optional(v.pipe(v.string(), v.startsWith("/"))),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  probability: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  effect: effectSchema,
});

export type Fault = v.InferOutput<typeof faultSchema>;
export type FaultEffect = Fault["effect"];

export interface FaultyRequest {
  readonly service: string | undefined;
  readonly method: string;
  readonly path: string;
}

/** The faults that were asked for. The first one that fits a request is used, and used up. */
export interface Faults {
  readonly add: (fault: Fault) => void;
  readonly list: () => readonly Fault[];
  readonly clear: () => void;
  readonly take: (request: FaultyRequest) => FaultEffect | undefined;
}

/** An empty list of faults. */
export function createFaults(random: () => Random): Faults {
  let rules: { readonly fault: Fault; left: number }[] = [];
  return {
    add: fault => rules.push({ fault, left: fault.times ?? Infinity }),
    list: () => rules.map(({ fault, left }) => (Number.isFinite(left) ? { ...fault, times: left } : fault)),
    clear: () => {
      rules = [];
    },
    take: request => {
      const rule = rules.find(
        ({ fault }) =>
          fits(fault, request) && (fault.probability === undefined || random().fraction() < fault.probability),
      );
      if (rule === undefined) return undefined;
      rule.left -= 1;
      rules = rules.filter(({ left }) => left > 0);
      return rule.fault.effect;
    },
  };
}

function fits(fault: Fault, { service, method, path }: FaultyRequest): boolean {
  return (
    (fault.service === undefined || fault.service === service) &&
    (fault.method === undefined || fault.method === method) &&
    (fault.path === undefined || pathFits(fault.path, path))
  );
}

/** Whether a path is meant by a pattern with `*`, or begins with one that has none. */
function pathFits(pattern: string, path: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return path.startsWith(pattern);
  if (!path.startsWith(first)) return false;
  let position = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return path.length - last.length >= position && path.endsWith(last);
}
