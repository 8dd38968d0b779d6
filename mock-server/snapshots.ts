import { HttpFailure } from "./http-failure.ts";

/** A state that was put by under a name. */
export interface Snapshot {
  readonly name: string;
  readonly savedAt: string;
  readonly seed: string;
  readonly bytes: number;
}

/** States put by in memory; they are gone with the process. */
export interface Snapshots {
  readonly save: (name: string) => Snapshot;
  /** Brings the state back as it was; rejects where there is no snapshot of that name. */
  readonly restore: (name: string) => Promise<Snapshot>;
  readonly list: () => readonly Snapshot[];
  readonly remove: (name: string) => void;
}

/** Where snapshots come from and go to: the whole state as JSON. */
export interface SnapshotSource {
  readonly now: () => number;
  readonly seed: () => string;
  readonly exportText: () => string;
  readonly importText: (text: string) => Promise<void>;
}

const largestNumber = 100;

/** An empty shelf. */
export function createSnapshots(source: SnapshotSource): Snapshots {
  const shelf = new Map<string, { readonly snapshot: Snapshot; readonly text: string }>();
  const find = (name: string) => {
    const found = shelf.get(name);
    if (found === undefined) throw new HttpFailure(404, `There is no snapshot ${JSON.stringify(name)}.`);
    return found;
  };
  return {
    save: name => {
      if (shelf.size >= largestNumber && !shelf.has(name)) {
        throw new HttpFailure(409, `There are ${largestNumber} snapshots already. Delete one first.`);
      }
      const text = source.exportText();
      const savedAt = new Date(source.now()).toISOString();
      const snapshot = { name, savedAt, seed: source.seed(), bytes: Buffer.byteLength(text) };
      shelf.set(name, { snapshot, text });
      return snapshot;
    },
    restore: async name => {
      const { snapshot, text } = find(name);
      await source.importText(text);
      return snapshot;
    },
    list: () => [...shelf.values()].map(({ snapshot }) => snapshot),
    remove: name => {
      find(name);
      shelf.delete(name);
    },
  };
}
