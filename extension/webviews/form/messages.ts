import * as v from "valibot";
import type { Field, FieldErrors, Form, FormValues, Option } from "../../core/form.ts";
import { where, type Where } from "../messages.ts";

/*
 * The protocol between the extension host and the form page. Both sides parse what they get. What the page shows is a
 * function of what the host last said; the page itself knows only what is being typed.
 */

const pair = v.object({ key: v.string(), value: v.string() });
const fieldValue = v.union([v.string(), v.array(v.string()), v.array(pair)]);
export const formValues: v.GenericSchema<unknown, FormValues> = v.record(v.string(), fieldValue);

/** What the form page says. */
export const fromForm = v.variant("type", [
  /** At each load of the page: the first, after the tab was hidden, after the window was reloaded. `kept` is `KeptForm`. */
  v.object({ type: v.literal("ready"), kept: v.unknown() }),
  /** What differs from the form's own values, secret fields left out. */
  v.object({ type: v.literal("draft"), changes: formValues, knownSecrets: v.exactOptional(v.array(v.string())) }),
  v.object({ type: v.literal("submit"), values: formValues }),
  /** Do again what was left undone (`incomplete`). */
  v.object({ type: v.literal("retry") }),
  /** Fetch again a form that could not be had. */
  v.object({ type: v.literal("reload") }),
  /** While sending: stop; otherwise: close. */
  v.object({ type: v.literal("cancel") }),
  /** Forget the draft. */
  v.object({ type: v.literal("startOver") }),
  /** Only a link that the form itself holds. */
  v.object({ type: v.literal("open"), url: v.string() }),
]);
export type FromForm = v.InferOutput<typeof fromForm>;

const fieldBase = {
  key: v.string(),
  label: v.string(),
  help: v.exactOptional(v.string()),
  required: v.exactOptional(v.boolean()),
  link: v.exactOptional(v.object({ label: v.string(), url: v.string() })),
};

const option: v.GenericSchema<unknown, Option> = v.object({
  value: v.string(),
  label: v.string(),
  description: v.exactOptional(v.string()),
  group: v.exactOptional(v.string()),
  dangerous: v.exactOptional(v.boolean()),
});

const field: v.GenericSchema<unknown, Field> = v.variant("type", [
  v.object({
    ...fieldBase,
    type: v.literal("text"),
    multiline: v.exactOptional(v.boolean()),
    placeholder: v.exactOptional(v.string()),
    maxLength: v.exactOptional(v.number()),
    pattern: v.exactOptional(v.object({ source: v.string(), message: v.string() })),
  }),
  v.object({
    ...fieldBase,
    type: v.literal("secret"),
    placeholder: v.exactOptional(v.string()),
    rules: v.exactOptional(v.object({ shortest: v.number(), longest: v.number(), classesNeeded: v.number() })),
    generate: v.exactOptional(v.literal(true)),
  }),
  v.object({
    ...fieldBase,
    type: v.literal("choice"),
    options: v.array(option),
    allowOther: v.exactOptional(v.boolean()),
  }),
  v.object({
    ...fieldBase,
    type: v.literal("many"),
    options: v.array(option),
    allowOther: v.exactOptional(v.boolean()),
    emptyText: v.exactOptional(v.string()),
  }),
  v.object({ ...fieldBase, type: v.literal("pairs"), keyLabel: v.string(), valueLabel: v.string() }),
  v.object({
    ...fieldBase,
    type: v.literal("expiry"),
    presets: v.array(v.object({ label: v.string(), days: v.number() })),
  }),
]);

const form: v.GenericSchema<unknown, Form> = v.object({
  title: v.string(),
  intro: v.exactOptional(v.string()),
  submitLabel: v.string(),
  fields: v.array(field),
  values: formValues,
});

const fieldErrors: v.GenericSchema<unknown, FieldErrors> = v.record(v.string(), v.string());

const unfinished = v.object({
  message: v.string(),
  /** Missing where nothing can be done from here any more. */
  retryLabel: v.exactOptional(v.string()),
  /** Why the last retry failed. */
  error: v.exactOptional(v.string()),
});

const refused = v.object({ message: v.exactOptional(v.string()), fields: fieldErrors });

/** What the host says; `loading`, `form`, `unavailable` and `incomplete` each replace the page, the rest concerns the form on it. */
export const toForm = v.variant("type", [
  v.object({ type: v.literal("loading"), ref: v.unknown(), where: v.optional(where) }),
  v.object({
    type: v.literal("form"),
    /** Opaque to the page, which keeps it so that a reloaded window finds the form again. */
    ref: v.unknown(),
    where,
    form,
    /** What to lay over the form's own values. */
    changes: formValues,
    /** The changes come from an earlier tab or window: say so and offer to start over. */
    restored: v.boolean(),
    /** Secret fields whose value an earlier page had, the person knew, and nobody kept. */
    knownSecrets: v.exactOptional(v.array(v.string())),
    sending: v.boolean(),
    refused: v.exactOptional(refused),
  }),
  v.object({ type: v.literal("unavailable"), message: v.string(), canRetry: v.boolean(), where: v.optional(where) }),
  v.object({ type: v.literal("sending"), sending: v.boolean() }),
  v.object({ type: v.literal("refused"), refused }),
  v.object({
    type: v.literal("incomplete"),
    ref: v.unknown(),
    where: v.optional(where),
    unfinished,
    sending: v.boolean(),
  }),
]);

/** `fields` by key; `message` for what belongs to no field. */
export interface Refused {
  readonly message?: string;
  readonly fields: FieldErrors;
}

export interface Unfinished {
  readonly message: string;
  readonly retryLabel?: string;
  readonly error?: string;
}

export type ToForm =
  | { readonly type: "loading"; readonly ref: unknown; readonly where?: Where | undefined }
  | {
      readonly type: "form";
      readonly ref: unknown;
      readonly where: Where;
      readonly form: Form;
      readonly changes: FormValues;
      readonly restored: boolean;
      readonly knownSecrets?: readonly string[];
      readonly sending: boolean;
      readonly refused?: Refused;
    }
  | {
      readonly type: "unavailable";
      readonly message: string;
      readonly canRetry: boolean;
      readonly where?: Where | undefined;
    }
  | { readonly type: "sending"; readonly sending: boolean }
  | { readonly type: "refused"; readonly refused: Refused }
  | {
      readonly type: "incomplete";
      readonly ref: unknown;
      readonly where?: Where | undefined;
      readonly unfinished: Unfinished;
      readonly sending: boolean;
    };

/**
 * What the page keeps with `setState`, and so what survives a reload of the window. `changes` never has a secret field.
 * `was` tells a reloaded window that an outcome is not known, so that nothing is created twice.
 */
const kept = {
  changes: formValues,
  /** The keys, never the values, of generated secrets that the person replaced or looked at: a new page makes others. */
  knownSecrets: v.exactOptional(v.array(v.string())),
  was: v.exactOptional(v.union([v.literal("sending"), v.object({ unfinished: v.string() })])),
};
export const keptForm = v.object({ ref: v.unknown(), ...kept });
export type KeptForm = v.InferOutput<typeof keptForm>;

/** The same without its form. */
export const keptDraft = v.object(kept);
export type KeptDraft = v.InferOutput<typeof keptDraft>;
