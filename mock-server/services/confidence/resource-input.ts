import * as v from "valibot";
import { invalid, violations } from "./failures.ts";
import { camelCase } from "./field-names.ts";
import type { Query } from "./route.ts";

/** What a resource's bodies may have. */
export interface ResourceInput<Full, Partial> {
  readonly full: v.GenericSchema<unknown, Full>;
  readonly partial: v.GenericSchema<unknown, Partial>;
  /** What a field is when it is not given, or cleared by a mask. */
  readonly empty: Readonly<Record<string, unknown>>;
  /** Fields that only the server sets: ignored in bodies and masks (AIP-203). */
  readonly outputOnly: ReadonlySet<string>;
}

const bodySchema = v.pipe(
  v.custom<object>(body => typeof body === "object" && body !== null && !Array.isArray(body)),
  v.transform(body => Object.entries(body)),
);

/** The fields of a new resource. */
export function readNew<Full>(input: ResourceInput<Full, unknown>, body: unknown): Full {
  return check(input.full, { ...input.empty, ...Object.fromEntries(givenFields(input, body)) });
}

/** The fields that an update changes: those of the mask, or all that are given. */
export function readChanges<Partial>(input: ResourceInput<unknown, Partial>, body: unknown, query: Query): Partial {
  const given = givenFields(input, body);
  const mask = readMask(input, query);
  if (mask === undefined) return check(input.partial, Object.fromEntries(given));
  return check(input.partial, Object.fromEntries(mask.map(field => [field, given.get(field) ?? input.empty[field]])));
}

function givenFields({ empty, outputOnly }: ResourceInput<unknown, unknown>, body: unknown): Map<string, unknown> {
  const parsed = v.safeParse(bodySchema, body);
  if (!parsed.success) throw invalid({ field: "", description: "The request body has to be a JSON object." });
  const fields = parsed.output.map(([key, value]) => [key, camelCase(key), value] as const);
  const unknown = fields.find(([, field]) => !Object.hasOwn(empty, field) && !outputOnly.has(field));
  if (unknown) throw invalid({ field: unknown[0].slice(0, 100), description: "There is no such field." });
  return new Map(
    fields
      .filter(([, field, value]) => !outputOnly.has(field) && value !== null)
      .map(([, field, value]) => [field, value]),
  );
}

/** The paths of `updateMask`; undefined where it is missing or empty, which means all given fields. */
function readMask({ empty, outputOnly }: ResourceInput<unknown, unknown>, query: Query): string[] | undefined {
  const mask = query["updateMask"] ?? "";
  const paths = mask
    .split(",")
    .map(path => path.trim())
    .filter(path => path !== "");
  if (paths.length === 0) return undefined;
  const fields = paths.includes("*") ? Object.keys(empty) : paths.map(camelCase);
  const unknown = fields.find(field => !Object.hasOwn(empty, field) && !outputOnly.has(field));
  if (unknown !== undefined) {
    throw invalid({ field: "updateMask", description: `There is no field ${JSON.stringify(unknown.slice(0, 100))}.` });
  }
  return fields.filter(field => !outputOnly.has(field));
}

function check<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  throw violations(parsed.issues);
}
