import { Secret } from "../core/secret.ts";
import { shellQuoted } from "../core/shell.ts";
import { setVariables, type Variable } from "./dotenv/set-variables.ts";
import type { VariableNames } from "./variable-names.ts";

/** What is delivered: both halves of a credential, and what they are called. */
export interface Parcel {
  readonly clientId: string | undefined;
  readonly secret: Secret;
  readonly names: VariableNames;
}

export const formats = ["value", "lines", "export", "json"] as const;
export type Format = (typeof formats)[number];

/** The text to copy; as secret as what it holds. Undefined where the value can't be written so. */
export function formatted(format: Format, parcel: Parcel): Secret | undefined {
  const text = write[format](parcel);
  return text === undefined ? undefined : new Secret(text);
}

/** The variables of both halves, the public one first. */
export function variablesOf({ clientId, secret, names }: Parcel): readonly Variable[] {
  const id = clientId === undefined ? [] : [{ name: names.clientId, value: clientId }];
  return [...id, { name: names.secret, value: secret.reveal() }];
}

const write: Readonly<Record<Format, (parcel: Parcel) => string | undefined>> = {
  value: ({ secret }) => secret.reveal(),
  lines: parcel => {
    const result = setVariables("", variablesOf(parcel));
    return result.type === "set" ? result.text : undefined;
  },
  export: parcel =>
    variablesOf(parcel)
      .map(({ name, value }) => `export ${name}=${shellQuoted(value)}\n`)
      .join(""),
  json: ({ clientId, secret }) =>
    `${JSON.stringify({ ...(clientId === undefined ? {} : { clientId }), clientSecret: secret.reveal() }, undefined, 2)}\n`,
};
