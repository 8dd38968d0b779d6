import type { Filter } from "./filter.ts";
import { fitsEntry } from "./filter.ts";
import { noteSecrets, shown } from "./exchange.ts";
import type { Exchange, Raw } from "./exchange.ts";
import { Secrets } from "../redaction.ts";

/** One request that was answered, in short: nothing in which a secret could travel. */
export interface JournalEntry {
  /** Counts up from 1, also across a clearing of the journal. */
  readonly id: number;
  readonly at: string;
  /** Undefined for a path that is no service's. */
  readonly service?: string;
  readonly method: string;
  readonly path: string;
  /** 0 where the connection was cut instead of answered. */
  readonly status: number;
  readonly milliseconds: number;
  readonly fault?: string;
}

/** The last requests, in memory only. */
export interface Journal {
  readonly add: (entry: Omit<JournalEntry, "id">, raw: Raw) => void;
  /** The oldest first; those that a filter lets through. */
  readonly entries: (filter?: Filter) => readonly JournalEntry[];
  /** With what was sent and answered, redacted; the oldest first. */
  readonly exchanges: (filter?: Filter) => readonly Exchange[];
  readonly clear: () => void;
  /** Calls for each request from now on, until what is returned is called. */
  readonly subscribe: (listener: (entry: JournalEntry) => void) => () => void;
}

interface Kept {
  readonly entry: JournalEntry;
  raw: Raw;
  readonly size: number;
}

export interface JournalLimits {
  readonly entries: number;
  /** Characters of contents; those of the oldest requests go first. */
  readonly characters: number;
}

const usualLimits: JournalLimits = { entries: 1000, characters: 4_000_000 };

/** A journal that forgets the oldest entry once it is full, and contents before that where they are large. */
export function createJournal(
  { entries: capacity, characters }: JournalLimits = usualLimits,
  onEntry?: (entry: JournalEntry) => void,
): Journal {
  const kept = new Map<number, Kept>();
  let lastId = 0;
  let charactersKept = 0;
  /** The oldest that still has its content. */
  let withContent = 1;
  /** Up to which request the secrets are known. */
  let read = 0;
  let secrets = new Secrets();
  const listeners = new Set<(entry: JournalEntry) => void>();
  if (onEntry) listeners.add(onEntry);
  const forgetContent = (id: number) => {
    const found = kept.get(id);
    withContent = id + 1;
    if (found === undefined) return;
    charactersKept -= found.size;
    if (id > read) noteSecrets(found.raw, secrets, true);
    found.raw = { ...found.raw, requestBody: undefined, answer: undefined, forgotten: true };
  };
  const readSecrets = () => {
    for (const { entry, raw } of kept.values()) if (entry.id > read) noteSecrets(raw, secrets);
    read = lastId;
    return secrets;
  };
  /** A secret may stand in a path, too. */
  const withoutSecrets = (entry: JournalEntry): JournalEntry => ({
    ...entry,
    path: secrets.within(entry.path).strike(entry.path),
  });
  const select = (filter: Filter = {}) => {
    const fitting = [...kept.values()].filter(({ entry }) => fitsEntry(filter, entry));
    return filter.limit === undefined ? fitting : fitting.slice(-filter.limit);
  };

  return {
    add: (given, raw) => {
      lastId += 1;
      const entry = { id: lastId, ...given };
      const size = raw.requestLength + (raw.answer?.length ?? 0);
      kept.set(lastId, { entry, raw, size });
      charactersKept += size;
      const tooOld = lastId - capacity;
      while (withContent <= tooOld || (charactersKept > characters && withContent <= lastId))
        forgetContent(withContent);
      kept.delete(tooOld);
      if (listeners.size === 0) return;
      readSecrets();
      const safe = withoutSecrets(entry);
      for (const listener of listeners) listener(safe);
    },
    entries: filter => {
      readSecrets();
      return select(filter).map(({ entry }) => withoutSecrets(entry));
    },
    exchanges: filter => {
      const known = readSecrets();
      return select(filter).map(({ entry, raw }) => shown(entry, raw, known));
    },
    clear: () => {
      kept.clear();
      charactersKept = 0;
      secrets = new Secrets();
      read = lastId;
      withContent = lastId + 1;
    },
    subscribe: listener => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
