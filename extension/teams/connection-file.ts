import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import { baseUrlSchema, environments, type Connection } from "../connections/connection.ts";
import { type Misfit } from "../connections/parse-connections.ts";
import { misfitWords } from "../connections/misfit-words.ts";
import { oneLine } from "../core/clean-text.ts";
import type { Pair } from "../core/model.ts";
import { textMap } from "../core/text-map.ts";

/*
 * Connections as one person hands them to another: which servers, and how careful to be there. No secret is part of it, and neither
 * is what only makes sense on one machine: an id, the file of a certificate authority.
 */

/** By the end of its name editors find the schema of this file. */
export const FILE_NAME = "team.keyporter-connections";
const FORMAT = "keyporter-connections";

/** More is no list of connections. */
export const LARGEST_BYTES = 1024 * 1024;
const MOST = 200;
const LONGEST_NAME = 100;
const LONGEST_TEXT = 500;

const text = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));

const texts = v.pipe(
  textMap,
  v.check(
    pairs => pairs.length <= 20 && pairs.every(({ key, value }) => Math.max(key.length, value.length) <= LONGEST_TEXT),
  ),
);

/** How the person before signed in, without what is secret of it. */
const account = v.object({ method: text, values: v.optional(texts, {}) });

export const sharedConnection = v.object({
  name: v.pipe(
    v.string(),
    v.transform(name => oneLine(name)),
    v.nonEmpty(),
    v.maxLength(LONGEST_NAME),
  ),
  service: v.pipe(text, v.nonEmpty()),
  baseUrl: v.pipe(text, baseUrlSchema),
  environment: v.optional(v.picklist(environments), "production"),
  readOnly: v.optional(v.boolean(), false),
  fields: v.optional(texts, {}),
  signIn: v.exactOptional(account),
});
export type SharedConnection = v.InferOutput<typeof sharedConnection>;

/** What is around the connections; each of them is looked at by itself. */
export const connectionFile = v.object({
  $schema: v.exactOptional(v.string()),
  format: v.literal(FORMAT),
  version: v.literal(1),
  connections: v.pipe(v.array(v.unknown()), v.maxLength(MOST)),
});

export interface ConnectionFile {
  readonly connections: readonly SharedConnection[];
  readonly misfits: readonly Misfit[];
}

/** What a file holds; undefined where it is none of these files. */
export function parseConnectionFile(json: string): ConnectionFile | undefined {
  const file = v.safeParse(v.pipe(v.string(), v.parseJson(), connectionFile), json.replace(/^\ufeff/u, ""));
  if (!file.success) return undefined;
  const connections: SharedConnection[] = [];
  const misfits: Misfit[] = [];
  for (const [index, item] of file.output.connections.entries()) {
    const parsed = v.safeParse(sharedConnection, item);
    if (parsed.success) connections.push(parsed.output);
    else misfits.push({ position: index + 1, message: misfitWords(parsed.issues[0]) });
  }
  return { connections, misfits };
}

/** Whose name somebody signs in with. */
export interface Account {
  readonly method: string;
  readonly values: readonly Pair[];
}

/** The text of a file with these connections, each with the accounts that the person wants in it. */
export function connectionFileText(shared: readonly (readonly [Connection, Account | undefined])[]): string {
  const connections = shared.map(([connection, signIn]) => {
    const { name, service, baseUrl, environment, readOnly, fields } = connection;
    return {
      name,
      service,
      baseUrl,
      environment,
      readOnly,
      fields: { ...fields },
      ...(signIn === undefined ? {} : { signIn: { method: signIn.method, values: objectOf(signIn.values) } }),
    };
  });
  return `${JSON.stringify({ format: FORMAT, version: 1, connections }, undefined, 2)}\n`;
}

/** `fromEntries` makes a property of whatever the key is. */
export const objectOf = (pairs: readonly Pair[]): Readonly<Record<string, string>> =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, value]));

/** What is said where a file is none. */
export const noConnectionFile = (name: string): string =>
  l10n.t("{0} is not a file with connections of Keyporter's.", name);
