import * as v from "valibot";

/**
 * A map of labels, whatever its keys are called: valibot's `record` leaves out `constructor` and its like without a word.
 * `__proto__` stays an own key, as JSON has it.
 */
export const labelMap = v.custom<Record<string, string>>(
  value =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(text => typeof text === "string"),
  "Labels have to be an object whose values are texts.",
);
