import * as v from "valibot";

/** What was given, checked, or a line for whoever gave it: the first thing that is wrong, and where. */
export function readGiven<Output>(
  schema: v.GenericSchema<unknown, Output>,
  given: unknown,
): { readonly value: Output } | { readonly problem: string } {
  // valibot takes a list for an object without keys.
  const parsed = v.safeParse(schema, Array.isArray(given) && given.length === 0 ? null : given, { message: inWords });
  return parsed.success ? { value: parsed.output } : { problem: problemOf(parsed.issues[0]) };
}

function problemOf(issue: v.BaseIssue<unknown>, above: readonly string[] = []): string {
  const field = v.getDotPath(issue);
  const place = field === null ? above : [...above, field];
  // Of the kinds that it may be, that one is meant that fits in most places.
  const [nearest] = (issue.issues ?? []).toSorted((left, right) => depthOf(right) - depthOf(left));
  if (nearest !== undefined && depthOf(nearest) > 0 && isOwnWords(issue)) return problemOf(nearest, place);
  return place.length === 0 ? issue.message : `${place.join(".")}: ${issue.message}`;
}

function depthOf({ path }: v.BaseIssue<unknown>): number {
  return path?.length ?? 0;
}

function isOwnWords(issue: v.BaseIssue<unknown>): boolean {
  return issue.message === inWords(issue);
}

const kinds = new Map([
  ["Object", "an object"],
  ["Array", "a list"],
  ["string", "a text"],
  ["boolean", "true or false"],
  ["(Object | Array)", "an object, or a list of such"],
]);

const rules = new Map<string, (limit: unknown) => string>([
  ["integer", () => "a whole number"],
  ["safe_integer", () => "a whole number"],
  ["min_value", limit => `at least ${String(limit)}`],
  ["max_value", limit => `at most ${String(limit)}`],
  ["min_length", limit => `at least ${String(limit)} long`],
  ["max_length", limit => `at most ${String(limit)} long`],
  ["iso_timestamp", () => "a time such as 2026-01-31T12:00:00Z"],
]);

/** valibot's own words are for who wrote the schema. */
function inWords(issue: v.BaseIssue<unknown>): string {
  const { kind, type, expected, received, requirement } = issue;
  if (expected === "never") return "There is no such field.";
  if (kind === "schema" && received === "undefined") return "This is required.";
  const wanted = rules.get(type)?.(requirement) ?? kinds.get(expected ?? "") ?? plain(expected ?? "something else");
  return `This has to be ${wanted}.`;
}

/** `("on" | "off")` as it is spoken. */
function plain(expected: string): string {
  return expected.replaceAll(/^\(|\)$/g, "").replaceAll(" | ", " or ");
}
