import * as v from "valibot";
import { actionId, connectionId, type ConnectionId, credentialId, type CredentialId } from "../core/model.ts";
import { Secret } from "../core/secret.ts";
import { textMap } from "../core/text-map.ts";
import type { Intent } from "../services/service.ts";
import type { Print } from "./fingerprint.ts";

declare const brand: unique symbol;
/** Ours: a random UUID, and the name of the entry's file. */
export type EntryId = string & { readonly [brand]: "EntryId" };
export const entryId = (id: string): EntryId => id as EntryId;

/** What the vault keeps about one secret, or about one that may come to be. Times are milliseconds since 1970. */
export type Entry = UnconfirmedEntry | IssuedEntry | DeliveredEntry;

export interface UnconfirmedEntry {
  readonly state: "unconfirmed";
  readonly connectionId: ConnectionId;
  /** The address as the connection's settings have it; an intent says nothing about another server. */
  readonly server: string;
  readonly begunAt: number;
  readonly intent: Intent;
}

interface Belongs {
  readonly connectionId: ConnectionId;
  readonly credentialId: CredentialId;
  readonly label: string;
  readonly clientId?: string;
  readonly issuedAt: number;
  readonly print: Print;
  /** Nobody could prove that this secret counts, so an older one may still do. */
  readonly unproved?: true;
  /** Missing where its value is not to be kept. */
  readonly secret?: Secret;
}

export interface IssuedEntry extends Belongs {
  readonly state: "issued";
}

export interface DeliveredEntry extends Belongs {
  readonly state: "delivered";
  /** Where it was delivered to, in words: ".env". */
  readonly to: string;
  readonly deliveredAt: number;
}

const secret = v.pipe(
  v.string(),
  v.transform(value => new Secret(value)),
);
const text = v.string();
const facts = v.pipe(
  textMap,
  v.transform(pairs => Object.fromEntries(pairs.map(({ key, value }) => [key, value]))),
);
const connection = v.pipe(text, v.transform(connectionId));
const credential = v.pipe(text, v.transform(credentialId));

const belongs = {
  connectionId: connection,
  credentialId: credential,
  label: text,
  clientId: v.exactOptional(text),
  issuedAt: v.number(),
  print: v.object({ length: v.number(), digest: text, rolling: v.number() }),
  unproved: v.exactOptional(v.literal(true)),
  secret: v.exactOptional(secret),
};

const schema = v.variant("state", [
  v.object({
    state: v.literal("unconfirmed"),
    connectionId: connection,
    server: text,
    begunAt: v.number(),
    intent: v.object({
      action: v.pipe(text, v.transform(actionId)),
      id: v.exactOptional(credential),
      label: text,
      secret: v.exactOptional(secret),
      facts,
    }),
  }),
  v.object({ state: v.literal("issued"), ...belongs }),
  v.object({ state: v.literal("delivered"), ...belongs, to: text, deliveredAt: v.number() }),
]);

/** An entry as text, to be sealed: the only place in the vault where a secret becomes one. */
export function entryText(entry: Entry): string {
  const shown = (value: Secret | undefined) => (value === undefined ? {} : { secret: value.reveal() });
  return JSON.stringify(
    entry.state === "unconfirmed"
      ? { ...entry, intent: { ...entry.intent, ...shown(entry.intent.secret) } }
      : { ...entry, ...shown(entry.secret) },
  );
}

/** The entry that a text stands for; undefined where it stands for none. */
export function parseEntry(json: string): Entry | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), json);
  return parsed.success ? parsed.output : undefined;
}
