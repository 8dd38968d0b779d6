import * as v from "valibot";
import { isPathOrBelow, pathPattern } from "../path-pattern.ts";
import type { Random } from "../random.ts";
import { serviceName } from "../service-name.ts";
import { effectSchema } from "./effect.ts";
import type { FaultEffect } from "./effect.ts";

/** Which requests a fault is for, how often, and what it does. */
export const faultSchema = v.pipe(
  v.strictObject({
    service: v.optional(v.pipe(serviceName, v.description("Whose requests fail; without it those of any service."))),
    method: v.optional(v.pipe(v.string(), v.toUpperCase(), v.description("GET for example; without it any method."))),
    path: v.optional(
      v.pipe(
        pathPattern,
        v.description("With * for anything, also across slashes, or without one and with all that is below it."),
      ),
    ),
    times: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(1),
        v.description("How many requests, or how many rounds of a sequence; without it every request, or one round."),
      ),
    ),
    probability: v.optional(
      v.pipe(
        v.number(),
        v.minValue(0),
        v.maxValue(1),
        v.description("The share of the requests that fail, by chance: 0.25 for one in four. 1 where it is left out."),
      ),
    ),
    effect: v.optional(v.pipe(effectSchema, v.description("What happens; either this or a sequence."))),
    sequence: v.optional(
      v.pipe(
        v.array(v.nullable(effectSchema)),
        v.minLength(1),
        v.maxLength(1000),
        v.description("One effect for each request in turn; null lets one through."),
      ),
    ),
  }),
  v.check(
    ({ effect, sequence }) => (effect === undefined) !== (sequence === undefined),
    "A fault has either an effect or a sequence of effects.",
  ),
);

/** One, or a list of them. */
export const faultsSchema = v.union([faultSchema, v.array(faultSchema)]);

export type Fault = v.InferOutput<typeof faultSchema>;

/** A fault that waits for its requests. */
export type ActiveFault = Fault & { readonly id: string };

export interface FaultyRequest {
  readonly service: string | undefined;
  readonly method: string;
  readonly path: string;
}

/** The faults that were asked for. The first one that fits a request is used, and used up. */
export interface Faults {
  /** The name it can be removed by. */
  readonly add: (fault: Fault) => string;
  readonly list: () => readonly ActiveFault[];
  /** Whether there was one of that name. */
  readonly remove: (id: string) => boolean;
  readonly clear: () => void;
  readonly take: (request: FaultyRequest) => FaultEffect | undefined;
}

interface Rule {
  readonly id: string;
  readonly fault: Fault;
  /** Requests that it is still for. */
  left: number;
}

/** An empty list of faults. */
export function createFaults(random: () => Random): Faults {
  let rules: Rule[] = [];
  let lastId = 0;
  return {
    add: fault => {
      lastId += 1;
      const id = String(lastId);
      rules.push({ id, fault, left: requestsOf(fault) });
      return id;
    },
    list: () => rules.map(described),
    remove: id => {
      const before = rules.length;
      rules = rules.filter(rule => rule.id !== id);
      return rules.length < before;
    },
    clear: () => {
      rules = [];
    },
    take: request => {
      const rule = rules.find(
        ({ fault }) =>
          fits(fault, request) && (fault.probability === undefined || random().fraction() < fault.probability),
      );
      if (rule === undefined) return undefined;
      const effect = nextEffect(rule);
      rule.left -= 1;
      rules = rules.filter(({ left }) => left > 0);
      return effect;
    },
  };
}

function requestsOf({ times, sequence }: Fault): number {
  return sequence === undefined ? (times ?? Infinity) : (times ?? 1) * sequence.length;
}

function nextEffect({ fault, left }: Rule): FaultEffect | undefined {
  const { effect, sequence } = fault;
  if (sequence === undefined) return effect;
  return sequence[(requestsOf(fault) - left) % sequence.length] ?? undefined;
}

/** With what is left of it. */
function described({ id, fault, left }: Rule): ActiveFault {
  if (!Number.isFinite(left)) return { id, ...fault };
  return { id, ...fault, times: Math.ceil(left / (fault.sequence?.length ?? 1)) };
}

function fits(fault: Fault, { service, method, path }: FaultyRequest): boolean {
  return (
    (fault.service === undefined || fault.service === service) &&
    (fault.method === undefined || fault.method === method) &&
    (fault.path === undefined || isPathOrBelow(fault.path, path))
  );
}
