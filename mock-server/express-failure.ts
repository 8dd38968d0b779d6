import * as v from "valibot";
import { HttpFailure } from "./http-failure.ts";

/** What Express and body-parser throw: http-errors, with a status and a machine-readable type. */
const httpErrorSchema = v.looseObject({
  status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(499)),
  type: v.optional(v.string()),
});

const messages: Readonly<Record<string, string>> = {
  "entity.parse.failed": "The request body is not valid JSON.",
  "entity.too.large": "The request body is too large.",
  "charset.unsupported": "The request body has to be in UTF-8.",
  "encoding.unsupported": "This Content-Encoding is not supported.",
  "request.size.invalid": "The request body is not as long as Content-Length says.",
  "request.aborted": "The request was aborted.",
};

/**
 * Whatever went wrong as a failure that a service can describe. The texts are this server's own:
 * those of Express can quote the body, and bodies hold secrets.
 */
export function asHttpFailure(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  if (error instanceof URIError) return new HttpFailure(400, "The path has a malformed percent escape.");
  const parsed = v.safeParse(httpErrorSchema, error);
  if (!parsed.success) return new HttpFailure(500, "Internal error.");
  const { status, type = "" } = parsed.output;
  return new HttpFailure(status, messages[type] ?? "The request can't be read.");
}

/** Whether this is a mistake of this server, worth a stack trace on stderr. */
export function isOwnMistake(error: unknown): boolean {
  return !(error instanceof URIError) && asHttpFailure(error).status === 500 && !(error instanceof HttpFailure);
}
