import type { Adapter } from "lowdb";
import { replaceFile } from "./replace-file.ts";

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * lowdb's place to write to. A write resolves once the state that includes it is on disk. Writes that arrive while one
 * is being saved share the next save (group commit), and each of them hears only of the save that held its own change, unless an earlier one failed under it.
 */
export function durableJsonFile<State>(
  file: string,
  backup: string,
  initial: State | null,
  stringify: (state: State) => string = JSON.stringify,
  /** Called before anybody hears of a save that failed: what the file holds is what counts then. */
  onFailure: () => void = () => undefined,
): Adapter<State> & { readonly settled: () => Promise<void> } {
  let newest: State | undefined;
  let waiting: Waiter[] = [];
  let saving: Promise<void> | undefined;

  const saveAll = async () => {
    while (waiting.length > 0) {
      // Let everything that is already on its way join in.
      await new Promise(setImmediate);
      const served = waiting;
      waiting = [];
      try {
        if (newest !== undefined) await replaceFile(file, stringify(newest), backup);
        for (const { resolve } of served) resolve();
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
