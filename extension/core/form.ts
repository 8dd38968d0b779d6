import * as l10n from "@vscode/l10n";
import type { Pair } from "./model.ts";
import { secretComplaint, type SecretRules } from "./secret-rules.ts";

/*
 * Forms as data: a service describes its fields, the interface draws them. This file is part of two bundles, the
 * extension host's and the browser's, so that what is checked while typing and what is checked before sending is one thing.
 */

interface FieldBase {
  /** Name in `FormValues`, unique within the form. */
  readonly key: string;
  readonly label: string;
  readonly help?: string;
  readonly required?: boolean;
  /** Where the person can read more or make the thing that is asked for. */
  readonly link?: { readonly label: string; readonly url: string };
}

export interface TextField extends FieldBase {
  readonly type: "text";
  readonly multiline?: boolean;
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** A regular expression that the whole value must match, and what to say where it doesn't. */
  readonly pattern?: { readonly source: string; readonly message: string };
  /** A day that is still to come, like `2027-01-31`. */
  readonly day?: true;
}

/** Typed hidden, never kept in a webview's state. */
export interface SecretField extends FieldBase {
  readonly type: "secret";
  readonly placeholder?: string;
  /** What it must fulfil; the page shows which of it does. */
  readonly rules?: SecretRules;
  /** The page starts with one made by the rules; the person may still type their own. Without `rules` it means nothing. */
  readonly generate?: true;
}

export interface Option {
  readonly value: string;
  readonly label: string;
  /** A second line: what the option means. */
  readonly description?: string;
  readonly group?: string;
  /** Marked as one to think twice about. */
  readonly dangerous?: boolean;
}

/** Something that is not in the list, typed: how it is asked for, and what it has to look like. */
export interface OtherOption {
  readonly label: string;
  readonly prompt: string;
  readonly pattern: { readonly source: string; readonly message: string };
}

export interface ChoiceField extends FieldBase {
  readonly type: "choice";
  readonly options: readonly Option[];
  /** Something that is not in the list may be typed as well. */
  readonly allowOther?: boolean;
  /** What that is, where it is not just any text. */
  readonly other?: OtherOption;
}

/** Any number of the options, with search. */
export interface ManyField extends FieldBase {
  readonly type: "many";
  readonly options: readonly Option[];
  readonly allowOther?: boolean;
  /** Shown instead of the options where there are none, for example because the server refused to list them. */
  readonly emptyText?: string;
}

/** Keys with values, like labels. */
export interface PairsField extends FieldBase {
  readonly type: "pairs";
  readonly keyLabel: string;
  readonly valueLabel: string;
}

/** When something ends. The value is empty where it never does, else a moment as `momentOf` reads it. */
export interface ExpiryField extends FieldBase {
  readonly type: "expiry";
  readonly presets: readonly ExpiryPreset[];
}

export interface ExpiryPreset {
  readonly label: string;
  /** So many times 24 hours from when it is chosen. */
  readonly days: number;
}

export type Field = TextField | SecretField | ChoiceField | ManyField | PairsField | ExpiryField;

export type FieldValue = string | readonly string[] | readonly Pair[];
export type FormValues = Readonly<Record<string, FieldValue>>;

export interface Form {
  readonly title: string;
  /** What happens on submit and what to know before; plain text. */
  readonly intro?: string;
  readonly submitLabel: string;
  readonly fields: readonly Field[];
  /** One value for each field that does not start empty. */
  readonly values: FormValues;
  /** Said before the first question is asked; the person may choose not to be told again. */
  readonly notice?: Notice;
}

export interface Notice {
  /** Names it among those that the person does not want to see again. */
  readonly id: string;
  readonly title: string;
  readonly text: readonly string[];
  /** The button that goes on: "Turn On". */
  readonly confirmLabel: string;
}

/** Field key to complaint; empty where everything is fine. */
export type FieldErrors = Readonly<Record<string, string>>;

export const textOf = (values: FormValues, key: string): string => {
  const value = values[key];
  return typeof value === "string" ? value : "";
};

export const listOf = (values: FormValues, key: string): readonly string[] => {
  const value = values[key];
  return typeof value === "object" ? value.filter((item: string | Pair) => typeof item === "string") : [];
};

export const pairsOf = (values: FormValues, key: string): readonly Pair[] => {
  const value = values[key];
  return typeof value === "object" ? value.filter((item: string | Pair) => typeof item === "object") : [];
};

/** A moment in UTC like `2027-01-31T00:00:00Z`; undefined for all else, the 30th of February included. */
export function momentOf(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z$/u.test(text)) return undefined;
  const moment = new Date(text);
  // `Date` takes the 30th of February for the 2nd of March.
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text.slice(0, 16)) ? moment : undefined;
}

/** A moment as a field of the type `expiry` holds it: no fraction of a second where there is none. */
export const momentText = (moment: Date): string => moment.toISOString().replace(".000Z", "Z");

/** The complaint about one value, or undefined. Knows the rules that a `Field` states, nothing of a service. */
export function checkField(field: Field, values: FormValues): string | undefined {
  switch (field.type) {
    case "text":
    case "secret":
    case "choice":
      return checkText(field, textOf(values, field.key));
    case "many":
      return field.required === true && listOf(values, field.key).length === 0
        ? l10n.t("Choose at least one.")
        : undefined;
    case "pairs":
      return checkPairs(field, pairsOf(values, field.key));
    case "expiry":
      return checkExpiry(field, textOf(values, field.key));
  }
}

/** Every complaint about a filled-in form. */
export function checkForm(fields: readonly Field[], values: FormValues): FieldErrors {
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const error = checkField(field, values);
    if (error !== undefined) errors[field.key] = error;
  }
  return errors;
}

function checkText(field: TextField | SecretField | ChoiceField, text: string): string | undefined {
  if (text.trim() === "") return field.required === true ? l10n.t("{0} is required.", field.label) : undefined;
  if (field.type === "choice") {
    const { other } = field;
    if (other !== undefined && !field.options.some(option => option.value === text)) {
      return new RegExp(`^(?:${other.pattern.source})$`, "u").test(text.trim()) ? undefined : other.pattern.message;
    }
    return field.allowOther === true || field.options.some(option => option.value === text)
      ? undefined
      : l10n.t("Choose one from the list.");
  }
  if (field.type === "secret") return field.rules === undefined ? undefined : secretComplaint(text, field.rules);
  if (field.day === true) return checkDay(text.trim());
  const length = Array.from(text).length;
  if (field.maxLength !== undefined && length > field.maxLength) {
    return l10n.t("At most {0} characters; these are {1}.", field.maxLength, length);
  }
  if (field.pattern !== undefined && !new RegExp(`^(?:${field.pattern.source})$`, "u").test(text)) {
    return field.pattern.message;
  }
  return undefined;
}

function checkDay(text: string): string | undefined {
  const end = /^\d{4}-\d\d-\d\d$/u.test(text) ? momentOf(`${text}T23:59:59Z`) : undefined;
  if (end === undefined) return l10n.t("Write a day as year-month-day, like 2027-01-31, or leave it empty.");
  return end.getTime() < Date.now() ? l10n.t("That day is over.") : undefined;
}

/** A moment that is over is none of its business: the page warns, the service decides. */
function checkExpiry(field: ExpiryField, text: string): string | undefined {
  if (text === "") return field.required === true ? l10n.t("{0} is required.", field.label) : undefined;
  return momentOf(text) === undefined ? l10n.t("Choose a date and a time.") : undefined;
}

/** Keys count without the blanks around them, as they are sent. */
function checkPairs(field: PairsField, pairs: readonly Pair[]): string | undefined {
  const seen = new Set<string>();
  for (const { key: typed, value } of pairs) {
    const key = typed.trim();
    if (key === "") {
      if (value.trim() !== "") return l10n.t("“{0}” needs a key.", value);
      continue;
    }
    if (seen.has(key)) return l10n.t("The key “{0}” is there twice.", key);
    seen.add(key);
  }
  return field.required === true && seen.size === 0 ? l10n.t("{0} is required.", field.label) : undefined;
}
