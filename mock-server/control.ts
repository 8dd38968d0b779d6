import { Router } from "express";
import type { RequestHandler, Response } from "express";
import * as v from "valibot";
import { latestTime } from "./clock.ts";
import type { Clock } from "./clock.ts";
import type { Faults } from "./faults.ts";
import { faultSchema } from "./faults.ts";
import { HttpFailure } from "./http-failure.ts";
import type { Journal } from "./journal.ts";
import { jsonBody } from "./json-body.ts";
import type { Options } from "./options.ts";

/** The parts of a running server that can be reset one by one. */
export const resettable = ["state", "faults", "clock", "options", "journal"] as const;
export type Resettable = (typeof resettable)[number];

/** What the control API works on. */
export interface Controlled {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly options: () => Options;
  /** Rejects with a HttpFailure that says what is wrong. */
  readonly setOptions: (changes: unknown) => void;
  readonly reset: (seed: string | undefined, parts: readonly Resettable[]) => Promise<void>;
  readonly health: () => Readonly<Record<string, unknown>>;
}

const isoTime = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform(text => Date.parse(text)),
  v.number(),
);

const clockSchema = v.strictObject({
  now: v.optional(isoTime),
  advanceMs: v.optional(v.pipe(v.number(), v.minValue(-latestTime), v.maxValue(latestTime))),
  frozen: v.optional(v.boolean()),
});

const resetSchema = v.strictObject({
  seed: v.optional(v.string()),
  only: v.optional(v.array(v.picklist(resettable))),
});

const faultsSchema = v.union([
  v.array(faultSchema),
  v.pipe(
    faultSchema,
    v.transform(fault => [fault]),
  ),
]);

/** What is under `/__mock/`: how tests and people steer this server itself. */
export function controlRouter(controlled: Controlled): Router {
  const { clock, faults, journal, options, setOptions, reset, health } = controlled;
  const router = Router({ caseSensitive: true });

  router.use(jsonBody);
  table(router, "/__mock/health", { GET: (_, response) => void response.json(health()) });
  table(router, "/__mock/reset", {
    POST: async (request, response) => {
      const { seed, only } = parse(resetSchema, request.body ?? {});
      await reset(seed, only ?? resettable);
      response.json(health());
    },
  });
  table(router, "/__mock/clock", {
    GET: (_, response) => sendClock(clock, response),
    POST: (request, response) => {
      moveClock(clock, parse(clockSchema, request.body));
      sendClock(clock, response);
    },
  });
  table(router, "/__mock/faults", {
    GET: (_, response) => void response.json({ faults: faults.list() }),
    POST: (request, response) => {
      for (const fault of parse(faultsSchema, request.body)) faults.add(fault);
      response.json({ faults: faults.list() });
    },
    DELETE: (_, response) => {
      faults.clear();
      response.json({ faults: [] });
    },
  });
  table(router, "/__mock/options", {
    GET: (_, response) => void response.json(options()),
    POST: (request, response) => {
      setOptions(request.body);
      response.json(options());
    },
  });
  table(router, "/__mock/journal", {
    GET: (_, response) => void response.json({ requests: journal.entries() }),
    DELETE: (_, response) => {
      journal.clear();
      response.json({ requests: [] });
    },
  });
  router.use(() => {
    throw new HttpFailure(404, "The control API has health, reset, clock, faults, options and journal.");
  });
  return router;
}

/** One path with its methods; any other method is answered with the list of them. */
function table(
  router: Router,
  path: string,
  handlers: Partial<Record<"GET" | "POST" | "DELETE", RequestHandler>>,
): void {
  const route = router.route(path);
  if (handlers.GET) route.get(handlers.GET);
  if (handlers.POST) route.post(handlers.POST);
  if (handlers.DELETE) route.delete(handlers.DELETE);
  const allow = Object.keys(handlers).join(", ");
  route.all(() => {
    throw new HttpFailure(405, `${path} takes ${allow}.`, { headers: { Allow: allow } });
  });
}

function moveClock(clock: Clock, { now, advanceMs, frozen }: v.InferOutput<typeof clockSchema>): void {
  // First, so that a time set together with `frozen` stands exactly there.
  if (frozen !== undefined) clock.freeze(frozen);
  try {
    if (now !== undefined) clock.set(now);
    if (advanceMs !== undefined) clock.advance(advanceMs);
  } catch (error) {
    if (error instanceof RangeError) throw new HttpFailure(400, error.message);
    throw error;
  }
}

function sendClock(clock: Clock, response: Response): void {
  response.json({ now: new Date(clock.now()).toISOString(), frozen: clock.frozen() });
}

function parse<Output>(schema: v.GenericSchema<unknown, Output>, body: unknown): Output {
  // valibot takes a list for an object without keys.
  const parsed = v.safeParse(schema, Array.isArray(body) && body.length === 0 ? undefined : body);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue);
  throw new HttpFailure(400, field === null ? issue.message : `${field}: ${issue.message}`);
}
