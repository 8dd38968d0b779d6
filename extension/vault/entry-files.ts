import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { deleteDurably, errorCode, moveInto, writeDurably } from "./durable-file.ts";
import { type Entry, type EntryId, entryId } from "./entry.ts";
import { type Opened, openEntry, sealEntry, type Writer } from "./envelope.ts";
import type { VaultKey } from "./key.ts";
import type { Notice } from "./contract.ts";

export interface StoredEntry {
  readonly id: EntryId;
  readonly entry: Entry;
  readonly writer: Writer | undefined;
}

export interface EntryFiles {
  /** On disk once this resolves. Without a writer it belongs to nobody's running request. */
  write(id: EntryId, entry: Entry, writer?: Writer): Promise<void>;
  remove(id: EntryId): Promise<void>;
  /** All that can be read now. What can't is set aside, and told; a folder without entries needs no key. */
  all(): Promise<readonly StoredEntry[]>;
}

interface FileParts {
  readonly folder: string;
  readonly key: () => Promise<VaultKey>;
  /** The window that wrote it still runs, perhaps with another key. */
  readonly isHere: (writer: Writer | undefined) => boolean;
  readonly notice: (notice: Notice) => void;
}

const NAME = /^([0-9a-f-]{36})\.json$/u;

/** Entries as encrypted files of one folder. */
export function entryFiles({ folder, key, isHere, notice }: FileParts): EntryFiles {
  const aside = join(folder, "set-aside");
  const fileOf = (id: EntryId): string => join(folder, `${id}.json`);
  let broughtBack: Promise<void> | undefined;

  /** A key that was lost may come back with its keyring; what was set aside for want of it comes back then. */
  const bringBack = async (): Promise<void> => {
    for (const [id, name] of await namesIn(aside)) {
      const content = await textOf(join(aside, name));
      const isThere = (await textOf(join(folder, name))) !== undefined;
      if (isThere || content === undefined || openEntry(id, content, await key()).type !== "opened") continue;
      await moveInto(folder, join(aside, name), name).catch(ifGone);
    }
  };

  const setAside = async (id: EntryId): Promise<readonly string[]> => {
    const name = `${id}.json`;
    const moved = await moveInto(aside, fileOf(id), name).then(() => true, ifGone);
    return moved === true ? [join(aside, name)] : [];
  };

  return {
    async write(id, entry, writer) {
      await writeDurably(fileOf(id), sealEntry(id, entry, writer, await key()));
    },
    async remove(id) {
      await deleteDurably(fileOf(id));
    },
    async all() {
      broughtBack ??= bringBack().catch((error: unknown) => {
        // A keyring that is locked now may be open the next time.
        broughtBack = undefined;
        throw error;
      });
      await broughtBack;
      const found: StoredEntry[] = [];
      const unreadable: Record<Notice["type"], string[]> = { "damaged": [], "other-key": [] };
      for (const [id, name] of await namesIn(folder)) {
        const content = await textOf(join(folder, name));
        if (content === undefined) continue;
        const opened: Opened = openEntry(id, content, await key());
        if (opened.type === "opened") found.push({ id, entry: opened.entry, writer: opened.writer });
        else if (opened.type === "damaged") unreadable.damaged.push(...(await setAside(id)));
        else if (opened.type === "other-key" && !isHere(opened.writer)) {
          unreadable["other-key"].push(...(await setAside(id)));
        }
      }
      for (const type of ["damaged", "other-key"] as const) {
        if (unreadable[type].length > 0) notice({ type, files: unreadable[type] });
      }
      return found;
    },
  };
}

async function namesIn(folder: string): Promise<readonly (readonly [EntryId, string])[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  });
  return names.flatMap(name => {
    const id = NAME.exec(name)?.[1];
    return id === undefined ? [] : [[entryId(id), name] as const];
  });
}

/** Undefined where another window has deleted it since it was listed. */
const textOf = (file: string): Promise<string | undefined> => readFile(file, "utf8").catch(ifGone);

function ifGone(error: unknown): undefined {
  if (errorCode(error) === "ENOENT") return undefined;
  throw error;
}
