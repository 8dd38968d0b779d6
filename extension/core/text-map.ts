import * as v from "valibot";
import type { Pair } from "./model.ts";

/**
 * A JSON object whose values are texts, as pairs. Not `v.record`: that leaves out keys like `constructor`, and a label of that name
 * would be lost at the next edit.
 */
export const textMap = v.pipe(
  v.custom<Readonly<Record<string, unknown>>>(
    value => typeof value === "object" && value !== null && !Array.isArray(value),
  ),
  v.transform(map => Object.entries(map)),
  v.array(v.tuple([v.string(), v.string()])),
  v.transform((entries): readonly Pair[] => entries.map(([key, value]) => ({ key, value }))),
);
