import * as v from "valibot";
import { type Entry, type EntryId, entryText, parseEntry } from "./entry.ts";
import type { VaultKey } from "./key.ts";

/** The window that an entry's request runs in. */
export interface Writer {
  readonly pid: number;
  /** Made anew by each window, since a pid comes again. */
  readonly window: string;
  readonly at: number;
}

const VERSION = 1;

/** An entry's file. What is not encrypted is still bound to it. */
const envelope = v.object({
  version: v.literal(VERSION),
  /** `VaultKey.id` */
  key: v.string(),
  writer: v.exactOptional(v.object({ pid: v.number(), window: v.string(), at: v.number() })),
  iv: v.string(),
  tag: v.string(),
  data: v.string(),
});
type Envelope = v.InferOutput<typeof envelope>;

const anyVersion = v.object({ version: v.number() });
const json = v.pipe(v.string(), v.parseJson());

export type Opened =
  | { readonly type: "opened"; readonly entry: Entry; readonly writer: Writer | undefined }
  /** It may be whole, but this key is not its. */
  | { readonly type: "other-key"; readonly writer: Writer | undefined }
  /** A later version of Keyporter wrote it, and will read it. */
  | { readonly type: "newer" }
  | { readonly type: "damaged" };

/** What stands in the file of this entry. */
export function sealEntry(id: EntryId, entry: Entry, writer: Writer | undefined, key: VaultKey): string {
  const head = { version: VERSION, key: key.id, ...(writer === undefined ? {} : { writer }) } as const;
  const whole: Envelope = { ...head, ...key.seal(entryText(entry), boundTo(id, head)) };
  return JSON.stringify(whole);
}

/** What the file of this entry holds. An entry under another's name does not open. */
export function openEntry(id: EntryId, text: string, key: VaultKey): Opened {
  const parsed = v.safeParse(v.pipe(json, envelope), text);
  if (!parsed.success) {
    const later = v.safeParse(v.pipe(json, anyVersion), text);
    return { type: later.success && later.output.version > VERSION ? "newer" : "damaged" };
  }
  const { writer } = parsed.output;
  if (parsed.output.key !== key.id) return { type: "other-key", writer };
  const content = key.open(parsed.output, boundTo(id, parsed.output));
  const entry = content === undefined ? undefined : parseEntry(content);
  return entry === undefined ? { type: "damaged" } : { type: "opened", entry, writer };
}

const boundTo = (id: EntryId, { version, key, writer }: Pick<Envelope, "version" | "key" | "writer">): string =>
  JSON.stringify([version, id, key, writer?.pid, writer?.window, writer?.at]);
