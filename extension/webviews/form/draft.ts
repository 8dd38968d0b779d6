import type { Field, FieldValue, FormValues } from "../../core/form.ts";

/*
 * A draft is what a person changed, not the whole form: laid over a form that was fetched again later, it
 * keeps what somebody else changed on the server meanwhile.
 */

const emptyOf = (field: Field): FieldValue => (field.type === "many" || field.type === "pairs" ? [] : "");

const sameValue = (a: FieldValue, b: FieldValue): boolean => JSON.stringify(a) === JSON.stringify(b);

const fits = (field: Field, value: FieldValue): boolean => {
  switch (field.type) {
    case "text":
    case "secret":
    case "choice":
    case "expiry":
      return typeof value === "string";
    case "many":
      return typeof value === "object" && value.every(item => typeof item === "string");
    case "pairs":
      return typeof value === "object" && value.every(item => typeof item === "object");
  }
};

/** The value of a field, empty where there is none. */
export const valueOf = (field: Field, values: FormValues): FieldValue => {
  const value = values[field.key];
  return value !== undefined && fits(field, value) ? value : emptyOf(field);
};

/** What differs from the form's own values. Secret fields are never part of it. */
export function changesFrom(fields: readonly Field[], original: FormValues, values: FormValues): FormValues {
  const changed = fields.filter(
    field => field.type !== "secret" && !sameValue(valueOf(field, values), valueOf(field, original)),
  );
  return Object.fromEntries(changed.map(field => [field.key, valueOf(field, values)]));
}

/** The form's values with a draft laid over them; what does not belong to the form (any more) is left out. */
export function withChanges(fields: readonly Field[], original: FormValues, changes: FormValues): FormValues {
  return Object.fromEntries(
    fields.map(field => {
      const change = field.type === "secret" ? undefined : changes[field.key];
      return [field.key, change !== undefined && fits(field, change) ? change : valueOf(field, original)];
    }),
  );
}

export const hasChanges = (changes: FormValues): boolean => Object.keys(changes).length > 0;
