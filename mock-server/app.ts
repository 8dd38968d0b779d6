import type { IncomingHttpHeaders } from "node:http";
import type { Express, NextFunction, Request, RequestHandler, Response, Router } from "express";
import type { Clock } from "./clock.ts";
import { asHttpFailure, isOwnMistake } from "./express-failure.ts";
import { answeredJson, createFastExpress } from "./fast-express.ts";
import type { FastExpress } from "./fast-express.ts";
import { applyFault, effectName } from "./faults/apply.ts";
import type { Faults } from "./faults/faults.ts";
import { latencyOf, wait } from "./faults/latency.ts";
import { judge } from "./guard.ts";
import type { GuardRules } from "./guard.ts";
import { HttpFailure } from "./http-failure.ts";
import type { Journal } from "./journal/journal.ts";
import { jsonBody } from "./json-body.ts";
import { isControl, isDashboard } from "./own-paths.ts";
import type { Random } from "./random.ts";
import type { FailureAnswer, RunningService } from "./service.ts";

/** The parts that answer a request between them. */
export interface AppParts {
  readonly clock: Clock;
  readonly random: () => Random;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly guard: GuardRules;
  readonly control: Router;
  readonly dashboard: RequestHandler;
  readonly services: ReadonlyMap<string, RunningService>;
  /** Where this server's own mistakes are reported. */
  readonly report: (error: unknown) => void;
}

/** What a page of an allowed origin may send and read. */
const corsHeaders = {
  "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
  "Access-Control-Allow-Headers": "authorization, content-type, alm-octane-tech-preview, atl-confluence-with-admin-key",
  "Access-Control-Expose-Headers": "retry-after, link, date",
  "Access-Control-Max-Age": "600",
};

/** The way of a request: journal and date, guard, control API, faults, services, and errors in the right shape. */
export function createApp(parts: AppParts): FastExpress {
  const fast = createFastExpress();
  const { app } = fast;
  app.enable("case sensitive routing");
  const readBody = jsonBody();

  // One step for Express, which has much to do between two.
  app.use(async (request, response, next) => {
    const { path } = request;
    const owner = ownerOf(parts, path);
    const note = recordInJournal(parts, owner?.name, request, response);
    response.sendDate = false;
    response.setHeader("Date", new Date(parts.clock.now()).toUTCString());
    if (guard(parts.guard, request, response)) return;
    const own = isControl(path) ? parts.control : isDashboard(path) ? parts.dashboard : undefined;
    if (own !== undefined) {
      await own(request, response, next);
      return;
    }
    const effect = parts.faults.take({ service: owner?.name, method: request.method, path });
    if (effect !== undefined) {
      note.fault = effectName(effect);
      if (effect.latencyMs !== undefined) await wait(latencyOf(effect.latencyMs, parts.random()), response);
      if (response.closed || applyFault(effect, response)) return;
    }
    if (owner === undefined)
      throw new HttpFailure(404, "There is nothing at this path. This server is at /__mock/health.");
    readBody(request, response, (error?: unknown) => {
      if (error === undefined) owner.service.handle(request, response, next);
      else next(error);
    });
  });
  handleErrors(app, parts);
  return fast;
}

function ownerOf({ services }: AppParts, path: string): { name: string; service: RunningService } | undefined {
  for (const [name, service] of services) {
    if (service.owns(path)) return { name, service };
  }
  return undefined;
}

/** Lets a request through, or answers it: true then. Throws where it is refused. */
function guard(rules: GuardRules, request: Request, response: Response): boolean {
  const { method, path, headers } = request;
  const { host, origin } = headers;
  const [site, mode] = [request.get("sec-fetch-site"), request.get("sec-fetch-mode")];
  const verdict = judge({ method, path, host, origin, site, mode }, rules);
  if (!verdict.allowed) throw new HttpFailure(403, verdict.reason);
  if (rules.cors.length > 0) response.vary("Origin");
  if (verdict.origin === undefined) return false;
  response.set({ ...corsHeaders, "Access-Control-Allow-Origin": verdict.origin });
  if (method !== "OPTIONS") return false;
  response.status(204).end();
  return true;
}

/** What is found out about a request on its way. */
interface Note {
  fault?: string;
}

function recordInJournal(parts: AppParts, service: string | undefined, request: Request, response: Response): Note {
  const { clock, journal } = parts;
  const note: Note = {};
  const startedAt = clock.now();
  const started = performance.now();
  const { method, path } = request;
  if (isControl(path) || isDashboard(path)) return note;
  response.once("close", () => {
    const requestBody: unknown = request.body;
    const { originalUrl } = request;
    const question = originalUrl.indexOf("?");
    const entry = {
      at: new Date(startedAt).toISOString(),
      ...(service === undefined ? {} : { service }),
      method,
      path,
      status: response.writableFinished ? response.statusCode : 0,
      milliseconds: Math.round((performance.now() - started) * 10) / 10,
      ...note,
    };
    journal.add(entry, {
      requestHeaders: request.headers,
      search: question === -1 ? "" : originalUrl.slice(question),
      requestBody,
      requestLength: lengthOf(request),
      answerHeaders: response.getHeaders(),
      answer: answeredJson(response),
    });
  });
  return note;
}

/** How much room a body takes in the journal. Its announced length says nothing where it came in chunks or compressed. */
function lengthOf({ headers, body }: { headers: IncomingHttpHeaders; body: unknown }): number {
  if (body === undefined) return 0;
  const announced = headers["content-encoding"] === undefined ? headers["content-length"] : undefined;
  return announced === undefined ? JSON.stringify(body).length : Number(announced);
}

/** Express recognises what handles errors by its four parameters. */
function handleErrors(app: Express, parts: AppParts): void {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- see above
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    if (isOwnMistake(error)) parts.report(error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const failure = asHttpFailure(error);
    const { body, headers = {} } = describe(parts, request, failure);
    response
      .status(failure.status)
      .set({ ...headers, ...failure.headers })
      .json(body);
  });
}

function describe(parts: AppParts, request: Request, failure: HttpFailure): FailureAnswer {
  const { path } = request;
  const plain = { body: { error: { message: failure.message } } };
  try {
    return ownerOf(parts, path)?.service.describe(failure, path) ?? plain;
  } catch (error) {
    // Otherwise Express would answer, with a page that has the stack trace in it.
    parts.report(error);
    return plain;
  }
}
