import { randomUUID } from "node:crypto";
import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import { ServiceError } from "../core/errors.ts";
import type { ConnectionId, CredentialId } from "../core/model.ts";
import { isAlive, whileClaimed } from "./claim.ts";
import type { Fingerprint, Keep, Kept, Notice, Recogniser, VaultStore } from "./contract.ts";
import { type Entry, type EntryId, entryId, type UnconfirmedEntry } from "./entry.ts";
import { type EntryFiles, entryFiles, type StoredEntry } from "./entry-files.ts";
import type { Writer } from "./envelope.ts";
import { finderOf, isCopy, printOf } from "./fingerprint.ts";
import type { KeptKey } from "./key-storage.ts";
import type { VaultKey } from "./key.ts";
import { type Remembered, windowMemory } from "./window-memory.ts";

export interface StoreParts {
  readonly folder: string;
  /** Asked for when it is needed first. */
  readonly key: () => Promise<KeptKey>;
  readonly keep: () => Keep;
  readonly notice: (notice: Notice) => void;
}

/** No request lives longer than this; with a pid that lives on it is somebody else's. */
const UNDER_WAY_MS = 10 * 60_000;

/** The vault over one folder, one file for each entry, so that windows that share it don't lose each other's. */
export function vaultStore({ folder, key, keep, notice }: StoreParts): VaultStore {
  const window = randomUUID();
  const memory = windowMemory();
  const files: EntryFiles = entryFiles({ folder, key: async () => (await key()).key, isHere, notice });
  /** What this window has begun, so that an answer can be kept whatever became of the file. */
  const begun = new Map<EntryId, { readonly entry: UnconfirmedEntry; readonly underWay: boolean }>();

  function isHere(writer: Writer | undefined): boolean {
    if (writer === undefined || Date.now() - writer.at > UNDER_WAY_MS) return false;
    return writer.window === window || (writer.pid !== process.pid && isAlive(writer.pid));
  }

  const of = async (connectionId: ConnectionId, credentialId: CredentialId): Promise<readonly KeptStored[]> =>
    (await files.all())
      .flatMap(stored => keptOf(stored))
      .filter(({ entry }) => entry.connectionId === connectionId && entry.credentialId === credentialId)
      .toSorted((one, other) => other.entry.issuedAt - one.entry.issuedAt);

  const drop = async (entries: readonly KeptStored[]): Promise<void> => {
    for (const { id } of entries) await files.remove(id);
  };

  const recogniser = async (): Promise<Recogniser> => {
    const stored = (await files.all()).flatMap(keptOf);
    if (stored.length === 0) return { fingerprints: [], copiesIn: () => [] };
    const { key: vaultKey } = await key();
    const prints = stored.map(one => ({ ...one.entry.print, fingerprint: fingerprintOf(one, vaultKey) }));
    const find = finderOf(prints, vaultKey);
    return {
      fingerprints: prints.map(({ fingerprint }) => fingerprint),
      copiesIn: text => find(text).map(({ print: { fingerprint }, start }) => ({ fingerprint, start })),
    };
  };

  return {
    async begin(connectionId, intent, server) {
      const { settled } = await key();
      await settled;
      const entry: UnconfirmedEntry = { state: "unconfirmed", connectionId, server, begunAt: Date.now(), intent };
      const id = entryId(randomUUID());
      await files
        .write(id, onDisk(entry, keep()), { pid: process.pid, window, at: entry.begunAt })
        .catch((cause: unknown) => Promise.reject(cannotWrite(folder, cause)));
      begun.set(id, { entry, underWay: true });
      return id;
    },

    async issued(entry, connectionId, issued, proof) {
      const id = entry ?? entryId(randomUUID());
      const { credential, secret } = issued;
      const at = Date.now();
      memory.keep(connectionId, { issued, at });
      begun.delete(id);
      const { key: vaultKey } = await key();
      await files.write(id, {
        state: "issued",
        connectionId,
        credentialId: credential.id,
        label: credential.label,
        ...(credential.clientId === undefined ? {} : { clientId: credential.clientId }),
        issuedAt: at,
        print: printOf(secret, vaultKey),
        ...(keep() === "never" ? {} : { secret }),
        ...(proof === "unproved" ? { unproved: true } : {}),
      });
      // The new secret has ended the old ones, and is on disk.
      if (proof === "proved") await drop((await of(connectionId, credential.id)).filter(stored => stored.id !== id));
    },

    async uncertain(id) {
      const known = begun.get(id);
      if (known === undefined) return;
      begun.set(id, { ...known, underWay: false });
      await files.write(id, onDisk(known.entry, keep()));
    },

    async notDone(id) {
      begun.delete(id);
      const stored = (await files.all()).find(({ id: other }) => other === id);
      // Another window may have learnt meanwhile that it was done after all.
      if (stored?.entry.state === "unconfirmed") await files.remove(id);
    },

    settling: (id, work) => whileClaimed(join(folder, `${id}.settling`), work),

    async find(connectionId, credentialId) {
      const [newest] = await of(connectionId, credentialId);
      const remembered = memory.find(connectionId, credentialId);
      // Newer than what is on disk: the disk refused it.
      if (remembered !== undefined && remembered.at > (newest?.entry.issuedAt ?? 0)) return keptInWindow(remembered);
      if (newest === undefined) return undefined;
      const { entry } = newest;
      // Older than what is on disk: another window has made a new one since, and this one is dead.
      const own = remembered?.at === entry.issuedAt ? remembered.issued.secret : undefined;
      const secret = entry.secret ?? own;
      return {
        label: entry.label,
        ...(entry.clientId === undefined ? {} : { clientId: entry.clientId }),
        issuedAt: new Date(entry.issuedAt),
        ...(secret === undefined ? {} : { secret }),
        where: entry.secret !== undefined ? "vault" : secret !== undefined ? "window" : "nowhere",
        ...(entry.state === "delivered" ? { delivered: { to: entry.to, at: new Date(entry.deliveredAt) } } : {}),
      };
    },

    async delivered(connectionId, credentialId, to) {
      memory.forget(connectionId, credentialId);
      const [newest, ...older] = await of(connectionId, credentialId);
      if (newest === undefined) return;
      const { secret, ...entry } = newest.entry;
      const value = keep() === "always" && secret !== undefined ? { secret } : {};
      await files.write(newest.id, { ...entry, ...value, state: "delivered", to, deliveredAt: Date.now() });
      // Where nobody knows whether the newest counts, an older one may still be needed.
      if (entry.unproved === undefined) await drop(older);
    },

    async forget(connectionId, credentialId) {
      memory.forget(connectionId, credentialId);
      await drop(await of(connectionId, credentialId));
    },

    async unconfirmed() {
      return (await files.all()).flatMap(({ id, entry, writer }) => {
        if (entry.state !== "unconfirmed") return [];
        const known = begun.get(id);
        const { connectionId, server, begunAt } = entry;
        // What this window began it knows in full, also where the secret is not to be on disk.
        const { intent } = known?.entry ?? entry;
        const underWay = known?.underWay ?? isHere(writer);
        return [{ entry: id, connectionId, server, begunAt: new Date(begunAt), intent, underWay }];
      });
    },

    async fingerprints() {
      return (await recogniser()).fingerprints;
    },

    recogniser,
  };
}

type KeptStored = StoredEntry & { readonly entry: Exclude<Entry, UnconfirmedEntry> };

const keptOf = ({ entry, ...stored }: StoredEntry): readonly KeptStored[] =>
  entry.state === "unconfirmed" ? [] : [{ ...stored, entry }];

const fingerprintOf = (
  { id, entry: { connectionId, credentialId, label, clientId, issuedAt, print } }: KeptStored,
  key: VaultKey,
): Fingerprint => ({
  entry: id,
  connectionId,
  credentialId,
  label,
  ...(clientId === undefined ? {} : { clientId }),
  issuedAt: new Date(issuedAt),
  length: print.length,
  matches: text => isCopy(text, print, key),
});

const keptInWindow = ({ issued: { credential, secret }, at }: Remembered): Kept => ({
  label: credential.label,
  ...(credential.clientId === undefined ? {} : { clientId: credential.clientId }),
  issuedAt: new Date(at),
  secret,
  where: "window",
});

/** As the setting wants it: without its secret, where no value is to be kept. */
function onDisk(entry: UnconfirmedEntry, keep: Keep): UnconfirmedEntry {
  if (keep !== "never") return entry;
  const { action, id, label, facts } = entry.intent;
  return { ...entry, intent: { action, ...(id === undefined ? {} : { id }), label, facts } };
}

const cannotWrite = (folder: string, cause: unknown): ServiceError =>
  new ServiceError({
    kind: "unavailable",
    message: l10n.t(
      "Keyporter's vault can't be written ({0}), so nothing was sent: a new secret could have been lost.",
      cause instanceof Error ? cause.message : String(cause),
    ),
    hint: l10n.t("Make room on the disk, or make this folder writable, and try again: {0}", folder),
    cause,
  });
