import * as v from "valibot";

const minutes = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/), v.transform(Number))]),
  v.number(),
  v.minValue(0.001),
  v.maxValue(60 * 24 * 365),
);

/** How the services behave, by the names that `--option`, `startMockServer` and `/__mock/options` use. */
const entries = {
  "confidence.shape": v.picklist(["both", "2023", "current"]),
  "confidence.labels": v.picklist(["object", "array"]),
  "confidence.missing": v.picklist(["404", "403"]),
  "octane.basicAuth": v.picklist(["off", "on"]),
  "octane.apiKeysOnly": v.picklist(["off", "on"]),
  "octane.idleMinutes": minutes,
  "octane.sessionMinutes": minutes,
  "confluence.plan": v.picklist(["premium", "standard"]),
  "confluence.public": v.picklist(["off", "on"]),
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
