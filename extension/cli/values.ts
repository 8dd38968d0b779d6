import { type Field, type FieldValue, type FormValues, momentText } from "../core/form.ts";
import { generateSecret } from "../core/secret-rules.ts";
import { durationOf } from "./command-line.ts";
import type { Environment } from "./environment.ts";
import { complaintAbout, fieldWords } from "./field-words.ts";
import { UsageError } from "./usage-error.ts";

export interface Given {
  /** `--set FIELD=VALUE` */
  readonly set: readonly string[];
  /** `--set-from-env FIELD=VARIABLE` */
  readonly fromEnv: readonly string[];
}

/** A form filled in on a command line. Throws a `UsageError` that says which fields there are, or what is wrong with one. */
export function valuesFrom(fields: readonly Field[], given: Given, env: Environment, now: Date): FormValues {
  const typed = new Map<string, string[]>();
  const add = (key: string, value: string): void => void typed.set(key, [...(typed.get(key) ?? []), value]);
  for (const text of given.set) {
    const [key, value] = halves(text, "--set");
    if (fieldOf(fields, key).type === "secret") {
      throw new UsageError(`“${key}” is a secret: everybody can read arguments. Use --set-from-env ${key}=VARIABLE.`);
    }
    add(key, value);
  }
  for (const text of given.fromEnv) {
    const [key, variable] = halves(text, "--set-from-env");
    const value = env[variable];
    fieldOf(fields, key);
    if (value === undefined) throw new UsageError(`The variable ${variable} for “${key}” is not set.`);
    add(key, value);
  }
  const values = Object.fromEntries(
    fields.flatMap(field => {
      const value = valueOf(field, typed.get(field.key), now);
      return value === undefined ? [] : [[field.key, value] as const];
    }),
  );
  const complaints = fields.flatMap(field => {
    const complaint = complaintAbout(field, values);
    return complaint === undefined ? [] : [`${field.key}: ${complaint}`];
  });
  if (complaints.length > 0) throw new UsageError(`${complaints.join(" ")}\n${fieldWords(fields)}`);
  return values;
}

function halves(text: string, flag: string): readonly [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new UsageError(`${flag} is written FIELD=VALUE.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function fieldOf(fields: readonly Field[], key: string): Field {
  const field = fields.find(each => each.key === key);
  if (field !== undefined) return field;
  throw new UsageError(`There is no field “${key}”.\n${fieldWords(fields)}`);
}

function valueOf(field: Field, typed: readonly string[] | undefined, now: Date): FieldValue | undefined {
  if (typed === undefined) {
    return field.type === "secret" && field.generate === true && field.rules !== undefined
      ? generateSecret(field.rules)
      : undefined;
  }
  const last = typed.at(-1) ?? "";
  switch (field.type) {
    case "text":
    case "secret":
    case "choice":
      return last;
    case "many":
      return typed;
    case "pairs":
      return typed.map(text => {
        const [key, value] = halves(text, `--set ${field.key}`);
        return { key, value };
      });
    case "expiry":
      return /^\d+[dhm]$/u.test(last) ? momentText(new Date(now.getTime() + durationOf(last))) : last;
  }
}
