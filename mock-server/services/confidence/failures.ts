import * as v from "valibot";
import { HttpFailure } from "../../http-failure.ts";
import type { FailureAnswer } from "../../service.ts";
import { grpcCodes, otherGrpcCode } from "./inferred.ts";

/** A field that can't be as it was sent. */
export interface FieldViolation {
  readonly field: string;
  readonly description: string;
}

/** INVALID_ARGUMENT for one or more fields, named so that a form can show each text beside its field. */
export function invalid(...violations: readonly [FieldViolation, ...FieldViolation[]]): HttpFailure {
  const message = violations.map(({ field, description }) => (field === "" ? description : `${field}: ${description}`));
  return new HttpFailure(400, message.join(" "), {
    details: [{ "@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": violations }],
  });
}

/** NOT_FOUND for a resource. */
export function notFound(name: string): HttpFailure {
  return new HttpFailure(404, `${name} was not found.`);
}

/** PERMISSION_DENIED, naming what would be needed. */
export function denied(message: string): HttpFailure {
  return new HttpFailure(403, message);
}

/** UNAUTHENTICATED. One text for every reason: it must not tell a stranger what was wrong. */
export function unauthenticated(message = "The access token is missing, not valid or expired."): HttpFailure {
  return new HttpFailure(401, message, { headers: { "WWW-Authenticate": "Bearer" } });
}

/** The violations that a schema found. */
export function violations(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): HttpFailure {
  const [first, ...rest] = issues.map(issue => ({ field: v.getDotPath(issue) ?? "", description: issue.message }));
  return first === undefined ? invalid({ field: "", description: "Invalid argument." }) : invalid(first, ...rest);
}

/** A failure as Confidence sends it: `{code, message, details}` with a gRPC code. */
export function describe({ status, message, details }: HttpFailure): FailureAnswer {
  return { body: { code: grpcCodes[status] ?? otherGrpcCode(status), message, details } };
}
