/** What went wrong, in the terms in which the interface can react to it. */
export type ErrorKind =
  /** No, bad or expired sign-in. */
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  /** The server refused what was sent; `field` names the culprit where the server did. */
  | "invalid"
  | "conflict"
  | "throttled"
  /** Nobody answered, or the server says that it can't now. */
  | "unavailable"
  /** An answer came that this service does not give: HTML, half a body, a redirect to elsewhere. */
  | "protocol"
  | "cancelled";

export interface ServiceErrorInit {
  readonly kind: ErrorKind;
  /** What happened, in one sentence; never holds a secret. */
  readonly message: string;
  /** What the person can do next, in one sentence. */
  readonly hint?: string | undefined;
  readonly service?: string | undefined;
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  /** The form field that the server complained about, by its `Field.key`. */
  readonly field?: string | undefined;
  /** The server's own words, without secrets: enough where the rest is plain from where they stand. */
  readonly said?: string | undefined;
  /** Where in a query the server stumbled, counted in UTF-16 units from 0. */
  readonly position?: number | undefined;
  /** Milliseconds to wait, from `Retry-After`. */
  readonly retryAfterMs?: number | undefined;
  /** True where the request may have been carried out although no answer came: the state of the server must be looked up. */
  readonly outcomeUnknown?: boolean | undefined;
  readonly cause?: unknown;
}

/** The one error class of this extension. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly kind: ErrorKind;
  readonly hint: string | undefined;
  readonly service: string | undefined;
  readonly status: number | undefined;
  readonly field: string | undefined;
  readonly said: string | undefined;
  readonly position: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly outcomeUnknown: boolean;

  constructor(init: ServiceErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.kind = init.kind;
    this.hint = init.hint;
    this.service = init.service;
    this.status = init.status;
    this.field = init.field;
    this.said = init.said;
    this.position = init.position;
    this.retryAfterMs = init.retryAfterMs;
    this.outcomeUnknown = init.outcomeUnknown ?? false;
  }
}

/** True for a person's own cancel and for an abort, which are no failures and are not reported as such. */
export function isCancelled(error: unknown): boolean {
  if (error instanceof ServiceError) return error.kind === "cancelled";
  return error instanceof Error && error.name === "AbortError";
}

/** Any thrown thing as text for a person: message and, where there is one, the next step. */
export function describeError(error: unknown): string {
  if (error instanceof ServiceError) return error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
  return error instanceof Error ? error.message : String(error);
}
