/** One request that was answered. No headers, no bodies, no query values: those are where secrets travel. */
export interface JournalEntry {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** 0 where the connection was cut instead of answered. */
  readonly status: number;
  readonly milliseconds: number;
  readonly fault?: string;
}

/** The last requests, in memory only. */
export interface Journal {
  readonly add: (entry: JournalEntry) => void;
  readonly entries: () => readonly JournalEntry[];
  readonly clear: () => void;
}

/** A journal that forgets the oldest entry once it is full. */
export function createJournal(capacity = 500, onEntry: (entry: JournalEntry) => void = () => undefined): Journal {
  let ring: JournalEntry[] = [];
  let next = 0;
  return {
    add: entry => {
      ring[next] = entry;
      next = (next + 1) % capacity;
      onEntry(entry);
    },
    entries: () => (ring.length < capacity ? [...ring] : [...ring.slice(next), ...ring.slice(0, next)]),
    clear: () => {
      ring = [];
      next = 0;
    },
  };
}
