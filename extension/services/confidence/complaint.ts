import * as v from "valibot";
import type { Complaint } from "../../core/answers.ts";

/*
 * Confidence writes `{code, message, details}`; its own tools also parse `{error: {...}}` around it, and edges answer with
 * HTML or nothing. The culprit's name stands in `details[].fieldViolations[]` (google.rpc.BadRequest) or only in the text.
 */

/** Anything may be missing or of another kind; what is there is still said. */
const violation = v.object({ field: v.fallback(v.string(), "") });
const detail = v.object({ fieldViolations: v.fallback(v.array(violation), []) });
const status = v.pipe(
  v.object({
    message: v.fallback(v.optional(v.string()), undefined),
    /** OAuth's word for it, where a gateway answers instead of Confidence. */
    error_description: v.fallback(v.optional(v.string()), undefined),
    details: v.fallback(v.array(v.fallback(detail, { fieldViolations: [] })), []),
  }),
  v.transform(({ message, error_description, details }) => ({ message: message ?? error_description, details })),
);
const body = v.union([
  v.pipe(
    v.object({ error: status }),
    v.transform(({ error }) => error),
  ),
  status,
]);

const FIELDS = ["displayName", "description", "labels", "owner", "roles", "permissions"] as const;

/** The culprit is named at the beginning; a megabyte of letters is no word. */
const MOST_READ = 4000;

const toCamel = (name: string): string => name.replace(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase());

/** What an error body of Confidence says; nothing where it is no such body. */
export function complaintOf(text: string): Complaint {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), body), text);
  if (!parsed.success) return {};
  const { message, details } = parsed.output;
  const violated = details.flatMap(({ fieldViolations }) => fieldViolations).map(({ field }) => toCamel(field));
  const words = new Set(toCamel(message?.slice(0, MOST_READ) ?? "").match(/\w+/gu));
  return {
    message,
    field: FIELDS.find(field => violated.some(name => name.endsWith(field))) ?? FIELDS.find(field => words.has(field)),
  };
}
