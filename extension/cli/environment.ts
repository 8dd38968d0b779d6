import { type Field, momentOf } from "../core/form.ts";
import { Secret } from "../core/secret.ts";
import type { ServiceInfo, SignIn, SignInMethod } from "../services/service.ts";
import { UsageError } from "./usage-error.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variable of a field: `clientSecret` is in `KEYPORTER_CLIENT_SECRET`. */
export const variableOf = (key: string): string => `KEYPORTER_${key.replace(/[A-Z]/gu, "_$&").toUpperCase()}`;

/** What signs in, from the variables that are there. Throws a `UsageError` that names those that are not. */
export function signInFrom(info: ServiceInfo, env: Environment, wanted: string | undefined): SignIn {
  const method = wanted === undefined ? firstFilled(info, env) : info.signInMethods.find(({ id }) => id === wanted);
  if (method === undefined) {
    const ids = info.signInMethods.map(({ id }) => id).join(", ");
    throw new UsageError(`${info.shortName} has no sign-in “${wanted ?? ""}”; it has ${ids}.`);
  }
  const lacking = needed(method).filter(field => valueOf(field, env) === undefined);
  if (lacking.length > 0) throw new UsageError(lackingWords(info, method, lacking));
  const filled = method.fields.flatMap(field => {
    const value = valueOf(field, env);
    if (value === undefined) return [];
    if (field.type === "text" && field.day === true && !isDay(value)) {
      throw new UsageError(`${variableOf(field.key)}: “${value}” is no day; write it like 2027-01-31.`);
    }
    return [{ field, value }];
  });
  const [secrets, values] = [true, false].map(isSecret =>
    filled.filter(({ field }) => (field.type === "secret") === isSecret),
  );
  return {
    method: method.id,
    values: Object.fromEntries((values ?? []).map(({ field, value }) => [field.key, value])),
    secrets: Object.fromEntries((secrets ?? []).map(({ field, value }) => [field.key, new Secret(value)])),
  };
}

/** What else the connection is about, such as a shared space. */
export function connectionFieldsFrom(info: ServiceInfo, env: Environment): Readonly<Record<string, string>> {
  const entries = info.connectionFields.map(field => {
    const value = valueOf(field, env);
    if (value === undefined && field.required === true) {
      throw new UsageError(`${info.shortName} needs ${variableOf(field.key)}: ${field.label}.`);
    }
    return [field.key, value ?? ""] as const;
  });
  return Object.fromEntries(entries);
}

const valueOf = ({ key }: Field, env: Environment): string | undefined => {
  const value = env[variableOf(key)]?.trim();
  return value === "" ? undefined : value;
};

/** One that is over is a day, too. */
const isDay = (text: string): boolean => momentOf(`${text}T00:00:00Z`) !== undefined;

const needed = ({ fields }: SignInMethod): readonly Field[] => fields.filter(({ required }) => required === true);

/** The first one that has everything; else the first one, whose lack is told. */
const firstFilled = ({ signInMethods }: ServiceInfo, env: Environment): SignInMethod | undefined =>
  signInMethods.find(method => needed(method).every(field => valueOf(field, env) !== undefined)) ?? signInMethods[0];

function lackingWords(info: ServiceInfo, method: SignInMethod, lacking: readonly Field[]): string {
  const names = lacking.map(({ key }) => variableOf(key)).join(" and ");
  const others = info.signInMethods
    .filter(({ id }) => id !== method.id)
    .map(other =>
      needed(other)
        .map(({ key }) => variableOf(key))
        .join(" and "),
    );
  const instead = others.length === 0 ? "" : `, or instead ${[...new Set(others)].join(", or ")}`;
  return `To sign in to ${info.shortName}, set ${names} in the environment${instead}.`;
}
