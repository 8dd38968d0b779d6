import * as v from "valibot";
import { labelMap } from "./label-map.ts";

/** A text, possibly empty. */
export const text = v.string("This has to be a text.");

/** A text that can't be empty. */
export const requiredText = v.pipe(
  text,
  v.check(value => value.trim() !== "", "This is required."),
);

/** Labels: a map by the protocol, a list of objects by the reference. Both are taken; a later entry wins. */
export const labels = v.union(
  [
    labelMap,
    v.pipe(
      v.array(labelMap),
      v.transform(maps => Object.fromEntries(maps.flatMap(map => Object.entries(map)))),
    ),
  ],
  "Labels have to be an object whose values are texts, or a list of such objects.",
);

/** References to other resources. Each once, in the order given. */
export const references = v.pipe(
  v.array(v.string("This has to be a name."), "This has to be a list of names."),
  v.transform(names => [...new Set(names)]),
);
