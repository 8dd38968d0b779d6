import * as v from "valibot";
import { Secret } from "../../core/secret.ts";

/*
 * What other extensions hand over are values of this very process, not JSON: dates are dates, secrets have a method, and a key may be
 * there with nothing in it.
 */

const plain = v.custom<object>(value => typeof value === "object" && value !== null && !Array.isArray(value));

const entriesOf = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, each]: [string, unknown]) => each !== undefined);

/** An object without the keys that have nothing in them. */
export const present = v.pipe(
  plain,
  v.transform(value => Object.fromEntries(entriesOf(value))),
);

/** An object with these entries and no others. */
export const shape = <Entries extends v.ObjectEntries>(entries: Entries) => v.pipe(present, v.object(entries));

/** An object whose keys are anybody's: not `v.record`, which leaves out keys like `constructor`. */
export const mapOf = <Value extends v.GenericSchema>(value: Value) =>
  v.pipe(
    plain,
    v.transform(entriesOf),
    v.array(v.tuple([v.string(), value])),
    v.transform((entries): Readonly<Record<string, v.InferOutput<Value>>> => Object.fromEntries(entries)),
  );

/** The name of something, which has to stay as it is. */
export const name = v.pipe(v.string(), v.nonEmpty());

/** Whatever has a `reveal()`, as a secret of our own. */
export const secret = v.pipe(
  v.custom<{ reveal(): unknown }>(
    value => typeof value === "object" && value !== null && "reveal" in value && typeof value.reveal === "function",
    "a secret is what the API's secret() makes",
  ),
  v.transform(hidden => hidden.reveal()),
  v.string(),
  v.nonEmpty(),
  v.transform(value => new Secret(value)),
);

export const signIn = shape({ method: v.string(), values: mapOf(v.string()), secrets: mapOf(secret) });

/** A page that a person may be sent to. */
export const page = v.pipe(v.string(), v.url(), v.startsWith("https://"));
