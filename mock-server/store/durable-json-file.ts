import type { Adapter } from "lowdb";
import { deleteFiles, replaceFile } from "./replace-file.ts";

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** A save begins at the latest after so many turns of the event loop, however many keep coming. */
const turnsToJoin = 50;

/**
 * lowdb's place to write to. A write resolves once the state that includes it is on disk. Writes that arrive while one
 * is being saved share the next save (group commit), and each of them hears only of the save that held its own change, unless an earlier one failed under it.
 */
export function durableJsonFile<State>(
  file: string,
  backup: string,
  initial: State | null,
  /** The state as JSON, in pieces. */
  piecesOf: (state: State) => readonly Uint8Array[] = state => [Buffer.from(JSON.stringify(state))],
  /** Called before anybody hears of a save that failed: what the file holds is what counts then. */
  onFailure: () => void = () => undefined,
): Adapter<State> & { readonly settled: () => Promise<void> } {
  let newest: State | undefined;
  let waiting: Waiter[] = [];
  let saving: Promise<void> | undefined;

  const saveAll = async () => {
    while (waiting.length > 0) {
      // Let everything that is already on its way join in: who is answered together comes back together.
      for (let [turn, joined] = [0, 0]; joined < waiting.length && turn < turnsToJoin; turn += 1) {
        joined = waiting.length;
        await new Promise(setImmediate);
      }
      const served = waiting;
      waiting = [];
      try {
        const unneeded = newest === undefined ? [] : await replaceFile(file, piecesOf(newest), backup);
        for (const { resolve } of served) resolve();
        await deleteFiles(unneeded);
      } catch (error) {
        // Those who came during the save stand on changes that are undone now.
        const failed = [...served, ...waiting];
        waiting = [];
        onFailure();
        for (const { reject } of failed) reject(error);
      }
    }
    saving = undefined;
  };

  return {
    read: () => Promise.resolve(initial),
    write: state =>
      new Promise<void>((resolve, reject) => {
        newest = state;
        waiting.push({ resolve, reject });
        saving ??= saveAll();
      }),
    settled: async () => {
      await saving;
    },
  };
}
