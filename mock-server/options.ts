import * as v from "valibot";

const minutes = (description: string) =>
  v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/), v.transform(Number))]),
    // Before the number that comes of it: JSON Schema is made of what is sent.
    v.description(description),
    v.number(),
    v.minValue(0.001),
    v.maxValue(60 * 24 * 365),
  );

/** How the services behave, by the names that `--option`, `startMockServer` and `/__mock/options` use. */
const entries = {
  "confidence.shape": v.pipe(
    v.picklist(["both", "2023", "current"]),
    v.description(
      "Which generation's fields answers have: both, those of the 2023 guide, or those of the current reference.",
    ),
  ),
  "confidence.labels": v.pipe(
    v.picklist(["object", "array"]),
    v.description("Whether labels are an object, or a list of objects as the reference has it."),
  ),
  "confidence.missing": v.pipe(
    v.picklist(["404", "403"]),
    v.description("How an API client that is not there is answered: not found, or not permitted."),
  ),
  "octane.basicAuth": v.pipe(
    v.picklist(["off", "on"]),
    v.description("Whether the REST API takes Basic authentication, too."),
  ),
  "octane.apiKeysOnly": v.pipe(
    v.picklist(["off", "on"]),
    v.description("Whether only API access keys may sign in, no user with a password."),
  ),
  "octane.idleMinutes": minutes("After so many minutes without a request a session ends."),
  "octane.sessionMinutes": minutes("After so many minutes a session ends, whatever was asked."),
  "confluence.plan": v.pipe(
    v.picklist(["premium", "standard"]),
    v.description("premium has admin keys, standard has none."),
  ),
  "confluence.public": v.pipe(
    v.picklist(["off", "on"]),
    v.description("Whether strangers may read what is open to everybody."),
  ),
} as const;

export const optionsSchema = v.strictObject(entries);
export const changesSchema = v.partial(optionsSchema);

export type Options = v.InferOutput<typeof optionsSchema>;

export const optionNames = Object.keys(entries);

/** What each option takes, in words. */
export const optionValues: ReadonlyMap<string, string> = new Map(
  Object.entries(entries).map(([name, schema]) => [
    name,
    schema.type === "picklist" ? schema.options.join(", ") : "a number of minutes above 0",
  ]),
);

/** The first value of each row in the documentation's table; Octane's defaults for its timeouts are not documented. */
export const defaultOptions: Options = {
  "confidence.shape": "both",
  "confidence.labels": "object",
  "confidence.missing": "404",
  "octane.basicAuth": "off",
  "octane.apiKeysOnly": "off",
  "octane.idleMinutes": 30,
  "octane.sessionMinutes": 24 * 60,
  "confluence.plan": "premium",
  "confluence.public": "off",
};

/** The options after some of them were set, or a line that says what is wrong with the change. */
export function changeOptions(current: Options, changes: unknown): Options | { readonly problem: string } {
  if (Array.isArray(changes)) return { problem: "Options are given as an object." };
  const parsed = v.safeParse(changesSchema, changes);
  if (parsed.success) {
    const given = Object.entries(parsed.output).filter(([, value]) => value !== undefined);
    return { ...current, ...Object.fromEntries(given) };
  }
  const [issue] = parsed.issues;
  const key = v.getDotPath(issue) ?? "";
  const values = optionValues.get(key);
  if (values === undefined) {
    return { problem: `There is no option ${JSON.stringify(key)}. The options are ${optionNames.join(", ")}.` };
  }
  return { problem: `The option ${key} can't be ${JSON.stringify(issue.input)}; it takes: ${values}.` };
}
