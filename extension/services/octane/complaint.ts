import * as v from "valibot";
import type { Complaint } from "../../core/answers.ts";

/*
 * Octane's error bodies: `{error_code, description, properties}` for one entity, the same in `errors[]` for a bulk request,
 * `{errorCode, accumulatedMessage}` where a session has ended, and a servlet's `{message}`.
 */

const single = v.object({
  error_code: v.fallback(v.nullish(v.string(), ""), ""),
  description: v.fallback(v.nullish(v.string()), undefined),
  description_translated: v.fallback(v.nullish(v.string()), undefined),
  properties: v.fallback(
    v.nullish(v.object({ field_name: v.nullish(v.string()), position: v.fallback(v.nullish(v.number()), undefined) })),
    undefined,
  ),
  errorCode: v.fallback(v.nullish(v.string()), undefined),
  accumulatedMessage: v.fallback(v.nullish(v.string()), undefined),
  message: v.fallback(v.nullish(v.string()), undefined),
});

const bulk = v.pipe(
  v.object({ errors: v.pipe(v.array(single), v.minLength(1)) }),
  v.transform(({ errors: [first] }) => first),
);

/** The form's field for a field of an access key. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ["name", "name"],
  ["client_secret", "secret"],
  ["expiration", "expiration"],
  ["workspace_roles", "roles"],
]);

/** What an error body of Octane says; nothing where it is no such body. */
export function complaintOf(text: string): Complaint & { readonly code?: string } {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.union([bulk, single])), text);
  if (!parsed.success || parsed.output === undefined) return {};
  const { error_code, errorCode, description, description_translated, accumulatedMessage, message, properties } =
    parsed.output;
  const field = properties?.field_name;
  return {
    code: errorCode ?? error_code,
    message: description_translated ?? description ?? accumulatedMessage ?? message ?? undefined,
    field: typeof field === "string" ? FIELDS.get(field) : undefined,
    position: properties?.position ?? undefined,
  };
}
