import { mkdir, realpath } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Low, Memory } from "lowdb";
import type { Adapter } from "lowdb";
import { StartError } from "../start-error.ts";
import { durableJsonFile } from "./durable-json-file.ts";
import { lockFile } from "./pid-lock.ts";
import { deleteLeftovers, errorCode } from "./replace-file.ts";
import { readSavedState, rereadSavedState } from "./saved-state.ts";
import type { Accepts, SavedState } from "./saved-state.ts";
import { stateWriter } from "./state-writer.ts";

/** Where the state lives. */
export interface Store {
  /** The file; undefined in memory. */
  readonly file: string | undefined;
  /** What was found there. */
  readonly found: SavedState | undefined;
  /** Where the file is kept that was found damaged, if one was; then `found` is its last good copy. */
  readonly damaged: string | undefined;
  /** Resolves once the state, and every change made to it before this call, is on disk. */
  readonly save: (state: SavedState) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A store that is gone with the process. */
export function memoryStore(): Store {
  const low = new Low<SavedState | null>(new Memory(), null);
  return {
    ...{ file: undefined, found: undefined, damaged: undefined },
    save: state => write(low, state),
    close: () => Promise.resolve(),
  };
}

/**
 * A store in a file, which is this process's alone until it is closed. Where it can't save (a full disk), `restore`
 * gets what the file holds, so that nobody sees what would be gone after a restart.
 */
export async function fileStore(path: string, accepts: Accepts, restore: Accepts): Promise<Store> {
  const file = await realFile(path);
  const unlock = await lockFile(file);
  try {
    await deleteLeftovers(file);
    const backup = `${file}.bak`;
    const found = await readSavedState(file, backup, accepts);
    const adapter = durableJsonFile<SavedState>(file, backup, found?.state ?? null, stateWriter(), () => {
      const saved = rereadSavedState(file);
      if (saved !== undefined) restore(saved);
    });
    const low = new Low<SavedState | null>(forNullable(adapter), null);
    await low.read();
    return {
      file,
      found: low.data ?? undefined,
      damaged: found?.damaged,
      save: state => write(low, state),
      close: async () => {
        await adapter.settled();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function write(low: Low<SavedState | null>, state: SavedState): Promise<void> {
  low.data = state;
  await low.write();
}

/** lowdb never hands `null` to its adapter, but its types can't say so. */
function forNullable(adapter: Adapter<SavedState>): Adapter<SavedState | null> {
  return { read: () => adapter.read(), write: state => (state === null ? Promise.resolve() : adapter.write(state)) };
}

/** The file itself where `path` is a link: replacing the link would leave the person's file behind. */
async function realFile(path: string): Promise<string> {
  const absolute = resolve(path);
  try {
    await mkdir(dirname(absolute), { recursive: true, mode: 0o700 });
    return await realpath(absolute);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return absolute;
    throw new StartError(`The state file ${absolute} can't be used (${errorCode(error)}). Choose another with --db.`);
  }
}
