import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import { clean } from "./clean-text.ts";
import { type ErrorKind, ServiceError } from "./errors.ts";
import { type HttpAnswer, retryAfterMs } from "./http.ts";
import { MOST_ROWS_AT_ONCE } from "./list-limits.ts";
import { redact } from "./redact.ts";

/** What a service's error body says, in the terms that all services share. */
export interface Complaint {
  readonly message?: string | undefined;
  readonly field?: string | undefined;
  /** Where in a text that was sent, counted in UTF-16 units from 0. */
  readonly position?: number | undefined;
}

/**
 * The body of a successful answer, parsed with a schema. Throws a `protocol` error for anything else, HTML and half a body included;
 * the status says that the work was done, so a caller that must not do it twice has to look.
 */
export function parseAnswer<Schema extends v.GenericSchema>(
  answer: HttpAnswer,
  schema: Schema,
  service: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, parseJson(answer, service));
  if (result.success) return result.output;
  const [issue] = result.issues;
  if (issue.type === "max_length") throw tooManyRows(answer, service);
  const path = v.getDotPath(issue) ?? l10n.t("the whole answer");
  throw new ServiceError({
    kind: "protocol",
    service,
    status: answer.status,
    message: l10n.t("{0} answered in a form that Keyporter does not know (at {1}).", service, path),
    hint: l10n.t("Check the address of the connection; if it is right, please report this."),
    outcomeUnknown: true,
  });
}

const tooManyRows = ({ status }: HttpAnswer, service: string): ServiceError =>
  new ServiceError({
    kind: "protocol",
    service,
    status,
    message: l10n.t(
      "{0} sent more than {1} entries in one list, many more than were asked for.",
      service,
      MOST_ROWS_AT_ONCE,
    ),
    hint: l10n.t("Check the address of the connection; if it is right, please report this."),
    outcomeUnknown: true,
  });

function parseJson(answer: HttpAnswer, service: string): unknown {
  try {
    return JSON.parse(answer.text);
  } catch (cause) {
    throw new ServiceError({
      kind: "protocol",
      service,
      status: answer.status,
      message: notJson(answer, service),
      hint: l10n.t("Check the address of the connection, and whether a proxy or a sign-in page stands in between."),
      outcomeUnknown: true,
      cause,
    });
  }
}

function notJson({ text }: HttpAnswer, service: string): string {
  if (text.trim() === "") return l10n.t("{0} sent an empty answer.", service);
  if (/^\s*</u.test(text)) return l10n.t("{0} answered with a web page instead of data.", service);
  return l10n.t("The answer of {0} broke off or is not JSON.", service);
}

const KINDS: Readonly<Record<number, ErrorKind>> = {
  400: "invalid",
  401: "unauthenticated",
  403: "forbidden",
  404: "not-found",
  408: "unavailable",
  409: "conflict",
  410: "not-found",
  412: "conflict",
  413: "invalid",
  415: "invalid",
  422: "invalid",
  429: "throttled",
};

/** The error that an answer with a failing status stands for. What the server wrote is quoted, without secrets. */
export function failedAnswer(answer: HttpAnswer, service: string, complaint: Complaint, hint?: string): ServiceError {
  const kind = KINDS[answer.status] ?? (answer.status >= 500 ? "unavailable" : "protocol");
  const wait = retryAfterMs(answer.headers);
  const said = complaint.message === undefined ? undefined : quotable(complaint.message, answer);
  return new ServiceError({
    kind,
    service,
    status: answer.status,
    field: complaint.field,
    said,
    position: complaint.position,
    retryAfterMs: wait,
    message: sentence(kind, service, answer.status, said),
    hint: hint ?? defaultHint(kind, wait),
    // Behind a gateway the work may have been done although the answer is an error.
    outcomeUnknown: answer.status >= 500,
  });
}

/** A server may write as much as it likes; a person reads a sentence. */
const LONGEST_QUOTE = 300;

/** Nobody searches megabytes for secrets: this is enough for a sentence with some of them in it. */
const LONGEST_SEARCHED = 6000;

/** Redacted before it is shortened, so that half a secret is never left. */
function quotable(text: string, answer: HttpAnswer): string {
  const known = answer.sensitive();
  const redacted = redact(text.slice(0, LONGEST_SEARCHED), known);
  const longest = known.reduce((most, { length }) => Math.max(most, length), 0);
  const whole = text.length > LONGEST_SEARCHED ? redacted.slice(0, Math.max(0, redacted.length - longest)) : redacted;
  const line = clean(whole).replace(/\.$/u, "");
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}

function sentence(kind: ErrorKind, service: string, status: number, said: string | undefined): string {
  const quoted = said === undefined || said === "" ? "" : ` ${l10n.t("It says: “{0}”.", said)}`;
  switch (kind) {
    case "unauthenticated":
      return l10n.t("{0} does not accept the sign-in (401).", service) + quoted;
    case "forbidden":
      return l10n.t("{0} does not allow this with your sign-in (403).", service) + quoted;
    case "not-found":
      return l10n.t("{0} does not have this ({1}).", service, status) + quoted;
    case "invalid":
      return l10n.t("{0} refused what was sent ({1}).", service, status) + quoted;
    case "conflict":
      return l10n.t("{0} reports a conflict ({1}): someone may have changed this meanwhile.", service, status) + quoted;
    case "throttled":
      return l10n.t("{0} asks to slow down (429).", service) + quoted;
    case "unavailable":
      return l10n.t("{0} can't answer now ({1}).", service, status) + quoted;
    case "protocol":
    case "cancelled":
      return l10n.t("{0} answered with the unexpected status {1}.", service, status) + quoted;
  }
}

function defaultHint(kind: ErrorKind, wait: number | undefined): string | undefined {
  switch (kind) {
    case "unauthenticated":
      return l10n.t("Sign in again.");
    case "forbidden":
      return l10n.t("Ask an administrator of the account for the missing permission, or sign in as somebody else.");
    case "not-found":
      return l10n.t("It may have been deleted meanwhile; refresh the list.");
    case "conflict":
      return l10n.t("Refresh, and try again.");
    case "throttled":
      return wait === undefined
        ? l10n.t("Try again in a minute.")
        : l10n.t("Try again in {0} seconds.", Math.ceil(wait / 1000));
    case "unavailable":
      return l10n.t("Try again in a moment.");
    case "protocol":
      return l10n.t("Check the address of the connection.");
    case "invalid":
      return l10n.t("Correct what was entered, and try again.");
    case "cancelled":
      return undefined;
  }
}
