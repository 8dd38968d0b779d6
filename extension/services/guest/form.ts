import * as v from "valibot";
import type { Field, Form, FormValues, Option, TextField } from "../../core/form.ts";
import { mapOf, name, page, present, shape } from "./shapes.ts";

/** What stands in a text is hidden where it is a secret. */
export type Hide = (text: string) => string;

export const textSchema = (hide: Hide) => v.pipe(v.string(), v.transform(hide));

/** The browser compiles it once more, the same way. */
const compiles = (source: string): boolean => {
  try {
    return new RegExp(`^(?:${source})$`, "u").source !== "";
  } catch {
    return false;
  }
};

const pairSchema = (hide: Hide) => shape({ key: textSchema(hide), value: textSchema(hide) });

export const valuesSchema = (hide: Hide): v.GenericSchema<unknown, FormValues> =>
  mapOf(v.union([textSchema(hide), v.array(textSchema(hide)), v.array(pairSchema(hide))]));

export const optionSchema = (hide: Hide): v.GenericSchema<unknown, Option> => {
  const text = textSchema(hide);
  return shape({
    value: v.string(),
    label: text,
    description: v.exactOptional(text),
    group: v.exactOptional(text),
    dangerous: v.exactOptional(v.boolean()),
  });
};

const patternSchema = shape({
  source: v.pipe(v.string(), v.check(compiles, "no regular expression")),
  message: v.string(),
});

const baseOf = (hide: Hide) => ({
  key: name,
  label: textSchema(hide),
  help: v.exactOptional(textSchema(hide)),
  required: v.exactOptional(v.boolean()),
  link: v.exactOptional(shape({ label: textSchema(hide), url: page })),
});

const textEntries = (hide: Hide) => ({
  ...baseOf(hide),
  type: v.literal("text"),
  multiline: v.exactOptional(v.boolean()),
  placeholder: v.exactOptional(textSchema(hide)),
  maxLength: v.exactOptional(v.number()),
  pattern: v.exactOptional(patternSchema),
  day: v.exactOptional(v.literal(true)),
});

export const textFieldSchema = (hide: Hide): v.GenericSchema<unknown, TextField> => shape(textEntries(hide));

export function fieldSchema(hide: Hide): v.GenericSchema<unknown, Field> {
  const base = baseOf(hide);
  const text = textSchema(hide);
  const options = v.array(optionSchema(hide));
  return v.pipe(
    present,
    v.variant("type", [
      v.object(textEntries(hide)),
      v.object({
        ...base,
        type: v.literal("secret"),
        placeholder: v.exactOptional(text),
        rules: v.exactOptional(shape({ shortest: v.number(), longest: v.number(), classesNeeded: v.number() })),
        generate: v.exactOptional(v.literal(true)),
      }),
      v.object({
        ...base,
        type: v.literal("choice"),
        options,
        allowOther: v.exactOptional(v.boolean()),
        other: v.exactOptional(shape({ label: text, prompt: text, pattern: patternSchema })),
      }),
      v.object({
        ...base,
        type: v.literal("many"),
        options,
        allowOther: v.exactOptional(v.boolean()),
        emptyText: v.exactOptional(text),
      }),
      v.object({ ...base, type: v.literal("pairs"), keyLabel: text, valueLabel: text }),
      v.object({
        ...base,
        type: v.literal("expiry"),
        presets: v.array(shape({ label: text, days: v.pipe(v.number(), v.finite()) })),
      }),
    ]),
  );
}

export function formSchema(hide: Hide): v.GenericSchema<unknown, Form> {
  const text = textSchema(hide);
  return shape({
    title: text,
    intro: v.exactOptional(text),
    submitLabel: text,
    fields: v.pipe(
      v.array(fieldSchema(hide)),
      v.check(fields => keysDiffer(fields), "two fields have the same key"),
    ),
    values: valuesSchema(hide),
    notice: v.exactOptional(shape({ id: name, title: text, text: v.array(text), confirmLabel: text })),
  });
}

export const keysDiffer = (fields: readonly { readonly key: string }[]): boolean =>
  new Set(fields.map(({ key }) => key)).size === fields.length;
