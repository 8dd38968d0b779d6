import { STATUS_CODES } from "node:http";
import type { Clock } from "../../clock.ts";
import { HttpFailure } from "../../http-failure.ts";
import type { FailureAnswer } from "../../service.ts";
import { badCursor, bearerRefused, burst, exceptions, noConfluenceText, parameterCode } from "./inferred.ts";
import { scopeMismatch, wrongCredentialsText } from "./inferred.ts";

/** A failure whose body is like no other. */
class OddFailure extends HttpFailure {
  readonly body: object;

  constructor(status: number, body: object, headers: Readonly<Record<string, string>> = {}) {
    super(status, STATUS_CODES[status] ?? "", { headers });
    this.body = body;
  }
}

/** A parameter or a body of v2 that can't be as it was sent. */
export class ParameterFailure extends HttpFailure {
  readonly title: string;
  readonly detail: string;

  constructor(title: string, detail = "") {
    super(400, title);
    this.title = title;
    this.detail = detail;
  }
}

/** What v1's own services say, as opposed to what is around them. */
class ServiceFailure extends HttpFailure {
  readonly authorized: boolean;

  constructor(status: number, exception: keyof typeof exceptions, message: string) {
    super(status, `${exceptions[exception]}: ${message}`);
    this.authorized = exception !== "denied";
  }
}

/** One text for every reason: it must not tell a stranger what was wrong. */
export function unauthenticated(): HttpFailure {
  return new HttpFailure(401, wrongCredentialsText);
}

export function scopeRefused(): HttpFailure {
  return new OddFailure(401, scopeMismatch.body, scopeMismatch.headers);
}

export function bearerNotTaken(): HttpFailure {
  return new OddFailure(403, bearerRefused);
}

export function noConfluence(): HttpFailure {
  return new HttpFailure(403, noConfluenceText);
}

/** Not there, or not for this caller: nobody is told which. */
export function notFound(): HttpFailure {
  return new HttpFailure(404, "Not Found");
}

export function wrongType(name: string, value: string, expected: string): HttpFailure {
  const shown = value.slice(0, 100);
  return new ParameterFailure(
    `Provided value {${shown}} for '${name}' is not the correct type. Expected type is ${expected}.`,
  );
}

export function outOfRange(name: string, least: number, most: number): HttpFailure {
  return new ParameterFailure(`The value of '${name}' has to be from ${least} to ${most}.`);
}

export function cursorNotValid(): HttpFailure {
  return new ParameterFailure(badCursor.title, badCursor.detail);
}

/** v1's refusals. */
export const v1Failures = {
  content: (id: string) => new ServiceFailure(404, "notFound", `No content found with id: ContentId{id=${shown(id)}}`),
  space: (key: string) => new ServiceFailure(404, "notFound", `No space with key : ${shown(key)}`),
  user: (accountId: string) =>
    new ServiceFailure(404, "notFound", `No user found with accountId : ${shown(accountId)}`),
  type: (type: string) => new ServiceFailure(501, "notImplemented", `Cannot find custom content type : ${shown(type)}`),
  badRequest: (message: string) => new ServiceFailure(400, "badRequest", message),
  denied: (message: string) => new ServiceFailure(403, "denied", message),
  negative: (name: string) =>
    new HttpFailure(400, `java.lang.IllegalArgumentException: ${name} cannot be less than zero`),
  notANumber: (value: string) =>
    new HttpFailure(
      400,
      `org.springframework.web.method.annotation.MethodArgumentTypeMismatchException: Failed to convert value of type 'java.lang.String' to required type 'int'; nested exception is java.lang.NumberFormatException: For input string: "${shown(value)}"`,
    ),
};

function shown(text: string): string {
  return text.slice(0, 100);
}

/** A method that a path does not have. v1 says it like v2, and names no methods. */
export function methodNotSupported(method: string): HttpFailure {
  const title = `org.springframework.web.HttpRequestMethodNotSupportedException: Request method '${method}' not supported`;
  return new OddFailure(405, { errors: [{ status: 405, code: "METHOD_NOT_ALLOWED", title }] });
}

/** A failure as Confluence sends it, which depends on the version that was asked. */
export function describe(failure: HttpFailure, path: string, clock: Clock): FailureAnswer {
  const headers = failure.status === 429 ? rateLimitHeaders(failure, clock.now()) : {};
  if (failure instanceof OddFailure) return { body: failure.body, headers };
  return { body: path.startsWith("/wiki/rest/") ? v1Body(failure) : v2Body(failure), headers };
}

function v1Body(failure: HttpFailure): object {
  const { status: statusCode, message } = failure;
  if (!(failure instanceof ServiceFailure)) return { statusCode, message };
  const { authorized } = failure;
  return { statusCode, data: { authorized, valid: true, errors: [], successful: authorized }, message };
}

function v2Body(failure: HttpFailure): object {
  const { status, message } = failure;
  if (failure instanceof ParameterFailure) {
    const { title, detail } = failure;
    return { errors: [{ status, code: parameterCode, title, detail }] };
  }
  const title = STATUS_CODES[status] ?? "Error";
  const code = title.toUpperCase().replaceAll(/[^A-Z]+/g, "_");
  return { errors: [{ status, code, title, detail: status === 404 ? null : message }] };
}

function rateLimitHeaders({ headers }: HttpFailure, now: number): Readonly<Record<string, string>> {
  const seconds = Number(headers["Retry-After"] ?? 1);
  return {
    "X-RateLimit-Limit": String(burst.limit),
    "X-RateLimit-Remaining": "0",
    "X-RateLimit-NearLimit": "true",
    "X-RateLimit-Reset": new Date(now + seconds * 1000).toISOString(),
    "RateLimit-Reason": burst.reason,
  };
}
