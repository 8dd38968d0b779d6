import * as l10n from "@vscode/l10n";
import { ServiceError } from "./errors.ts";
import { interrupted, isTimeLimit } from "./interrupted.ts";
import { networkError } from "./network-errors.ts";
import { redact, sensitiveValues } from "./redact.ts";
import { readText } from "./response-body.ts";
import { isTrustworthy } from "./safe-url.ts";
import { pause } from "./pause.ts";
import { isSendable } from "./sendable.ts";
import { timeLimit, type TimeLimit } from "./time-limit.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface HttpRequest {
  readonly method: Method;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal: AbortSignal;
  /**
   * May be sent again after a failure without doing anything twice. By default only `GET`; a create or a regenerate never is.
   */
  readonly repeatable?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Values in this exchange that must not show up in a message: the sign-in, secrets in either body. */
  readonly sensitive: () => readonly string[];
}

/** One request, one answer of any status; throws a `ServiceError` only where no usable answer came. */
export interface Http {
  send(request: HttpRequest): Promise<HttpAnswer>;
}

export interface HttpOptions {
  /** In the extension: VS Code's own, which knows the person's proxy and certificates. */
  readonly fetch: typeof globalThis.fetch;
  /** One line for each exchange, already redacted. */
  readonly log: (line: string) => void;
  /**
   * For one attempt, from the first byte sent to the last received, all its redirects included. No attempt begins so long after the
   * first did, so that nobody waits for twice as long.
   */
  readonly timeoutMs?: number;
  /** Between attempts; tests make it short. */
  readonly retryBaseMs?: number;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const ATTEMPTS = 3;
const RETRY_BASE_MS = 400;
/** Longer waits are the person's decision. */
const LONGEST_WAIT_MS = 10_000;
/** Who says more does not mean it: a person would read a number without an end. */
const MOST_RETRY_AFTER_MS = 7 * 86_400_000;
const MOST_REDIRECTS = 5;
const PASSING_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** The one HTTP policy: timeouts, bounded retries of what may be repeated, redirects within the origin only, redacted log. */
export function createHttp(options: HttpOptions): Http {
  const retryBaseMs = options.retryBaseMs ?? RETRY_BASE_MS;
  return {
    async send(request) {
      assertSafe(request.url);
      assertSendable(request.headers);
      const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
      const started = performance.now();
      const isLate = (wait: number): boolean => performance.now() + wait - started >= timeoutMs;
      const attempts = (request.repeatable ?? request.method === "GET") ? ATTEMPTS : 1;
      for (let attempt = 1; ; attempt++) {
        const last = attempt >= attempts;
        try {
          const answer = await exchange(request, options, timeoutMs);
          if (last || !PASSING_STATUSES.has(answer.status)) return answer;
          const wait = retryAfterMs(answer.headers) ?? backoff(attempt, retryBaseMs);
          if (wait > LONGEST_WAIT_MS || isLate(wait)) return answer;
          await pause(wait, request.signal);
        } catch (error) {
          const mayPass = error instanceof ServiceError && error.kind === "unavailable";
          const wait = backoff(attempt, retryBaseMs);
          if (last || !mayPass || request.signal.aborted || isLate(wait)) throw error;
          await pause(wait, request.signal);
        }
      }
    },
  };
}

/** Milliseconds from a `Retry-After` in seconds or as a date; undefined where there is none. */
export function retryAfterMs(headers: Headers, now = Date.now()): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const seconds = Number(value);
  const wait = value.trim() === "" || Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1000;
  // A year is no wait, and neither is what no calendar has.
  return wait <= MOST_RETRY_AFTER_MS ? Math.max(0, wait) : undefined;
}

const backoff = (attempt: number, base: number): number => base * 2 ** (attempt - 1) * (0.5 + Math.random());

function assertSafe(url: URL): void {
  if (isTrustworthy(url)) return;
  throw new ServiceError({
    kind: "protocol",
    message: l10n.t(
      "Keyporter sends credentials only over https: (or http: on this machine itself), not to {0}.",
      url.origin,
    ),
    hint: l10n.t("Change the address of the connection."),
  });
}

/** The person's own sign-in, as it was typed or pasted; what a server gave was looked at when it came. */
function assertSendable(headers: HttpRequest["headers"]): void {
  if (Object.values(headers ?? {}).every(isSendable)) return;
  throw new ServiceError({
    kind: "unauthenticated",
    message: l10n.t("The sign-in holds a character that can't be sent, such as a line break."),
    hint: l10n.t("Copy it again in one piece, and sign in again."),
  });
}

/** One attempt, with redirects within the origin followed. */
async function exchange(request: HttpRequest, options: HttpOptions, timeoutMs: number): Promise<HttpAnswer> {
  const deadline = performance.now() + timeoutMs;
  let url = request.url;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const answer = await sendOnce({ ...request, url }, options, deadline - performance.now());
    const location = answer.headers.get("location");
    if (answer.status < 300 || answer.status > 399 || location === null) return answer;
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    const asSomebody = next !== undefined && (next.username !== "" || next.password !== "");
    if (next?.origin !== url.origin || asSomebody || request.method !== "GET") throw redirected(url, next);
    url = next;
  }
  throw new ServiceError({
    kind: "protocol",
    message: l10n.t("{0} redirects in a circle.", request.url.host),
    hint: l10n.t("Check the address of the connection."),
  });
}

function redirected(from: URL, to: URL | undefined): ServiceError {
  return new ServiceError({
    kind: "protocol",
    message: l10n.t(
      "{0} wants to send this request on to {1}. That was refused, because it carries your sign-in.",
      from.host,
      placeOf(to),
    ),
    hint: l10n.t("If the service has moved, change the address of the connection."),
  });
}

/** A host; for an address without one, such as of a file, its kind. */
const placeOf = (url: URL | undefined): string => (url === undefined ? "?" : url.host === "" ? url.protocol : url.host);

async function sendOnce(request: HttpRequest, options: HttpOptions, milliseconds: number): Promise<HttpAnswer> {
  const started = performance.now();
  const limit = timeLimit(request.signal, milliseconds);
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const sent = [...sensitiveValues(request.headers), ...sensitiveValues(request.body)];
  const report = (outcome: string): void => {
    const duration = Math.round(performance.now() - started);
    options.log(
      redact(`${request.method} ${request.url.origin}${request.url.pathname} ${outcome} ${duration} ms`, sent),
    );
  };
  try {
    const response = await options.fetch(request.url, {
      method: request.method,
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...request.headers,
      },
      ...(body === undefined ? {} : { body }),
      redirect: "manual",
      signal: limit.signal,
    });
    const text = await readText(response);
    report(String(response.status));
    return {
      status: response.status,
      headers: response.headers,
      text,
      // Looked for only where something is said about the answer: lists of thousands are not searched for nothing.
      sensitive: () => [...sent, ...sensitiveValues(jsonOrNothing(text))],
    };
  } catch (error) {
    const failure = failed(error, request, limit);
    report(failure.kind);
    throw failure;
  } finally {
    limit.dispose();
  }
}

function failed(error: unknown, request: HttpRequest, limit: TimeLimit): ServiceError {
  if (error instanceof ServiceError) return error;
  if (request.signal.aborted && !isTimeLimit(request.signal)) {
    return interrupted(request.signal, request.method !== "GET");
  }
  // The limit of whoever asked is one, too.
  if (limit.isOver() || request.signal.aborted) {
    return new ServiceError({
      kind: "unavailable",
      message: l10n.t("{0} did not answer in time.", request.url.host),
      hint: l10n.t("Try again; if it stays like this, check your network or proxy."),
      outcomeUnknown: true,
      cause: error,
    });
  }
  return networkError(error, request.url.host);
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
