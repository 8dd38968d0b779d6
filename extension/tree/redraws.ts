import type { Disposable } from "../core/disposable.ts";
import { describeError } from "../core/errors.ts";
import type { ConnectionId, Credential } from "../core/model.ts";
import type { ListingStatus } from "./listing.ts";

/** What there is to see of one connection. */
export interface Look {
  readonly isLoading: boolean;
  /** How its list is; nothing while rows that are there are asked for again. */
  readonly said: string | undefined;
  /** What else is said of it. */
  readonly words: string;
  readonly rows: readonly Credential[];
  /** What is said of a row by the time when this look was made; the rest of a row changes with its object. */
  describe(row: Credential): string;
}

export interface Redraws extends Disposable {
  /** These may look different now. */
  ask(ids: Iterable<ConnectionId>): void;
  /** This one, or all of them, is to be drawn the next time however it looks. */
  forget(id?: ConnectionId): void;
}

/** That something which is shown is asked for again is worth drawing only when it takes a while. */
const LATE_MS = 1500;

/**
 * Asks for drawing only what looks different. VS Code makes all rows of a list again when one of them is drawn again, and keeps a few
 * hundred bytes of each row that it ever made (1.139): ten thousand rows that are refreshed all day would take all memory.
 */
export function redraws(parts: {
  lookOf(id: ConnectionId): Look | undefined;
  draw(ids: readonly ConnectionId[]): void;
}): Redraws {
  const told = new Map<ConnectionId, Look>();
  const late = new Map<ConnectionId, NodeJS.Timeout>();

  const isWorthIt = (id: ConnectionId, before: Look | undefined, look: Look): boolean => {
    if (before === undefined || !looksSame(before, look)) return true;
    if (!look.isLoading) return before.isLoading || before.said !== look.said;
    if (before.isLoading) return false;
    if (!late.has(id))
      late.set(
        id,
        setTimeout(() => sayLate(id), LATE_MS),
      );
    return false;
  };
  const calm = (id: ConnectionId): void => {
    clearTimeout(late.get(id));
    late.delete(id);
  };
  const sayLate = (id: ConnectionId): void => {
    late.delete(id);
    const look = parts.lookOf(id);
    if (look?.isLoading !== true) return;
    told.set(id, look);
    parts.draw([id]);
  };

  return {
    ask(ids) {
      const others: ConnectionId[] = [];
      for (const id of ids) {
        const look = parts.lookOf(id);
        if (look?.isLoading !== true) calm(id);
        if (look === undefined) {
          told.delete(id);
          continue;
        }
        if (!isWorthIt(id, told.get(id), look)) continue;
        told.set(id, look);
        others.push(id);
      }
      if (others.length > 0) parts.draw(others);
    },
    forget(id) {
      if (id === undefined) told.clear();
      else told.delete(id);
    },
    dispose() {
      for (const id of [...late.keys()]) calm(id);
    },
  };
}

/** How a list is, for whoever wants to know whether that has changed. */
export function saidOf(status: ListingStatus, known: number): string | undefined {
  switch (status.type) {
    case "failed":
      return `${status.error.kind}: ${describeError(status.error)}`;
    case "complete":
      return status.more ? "more" : "complete";
    case "idle":
    case "loading":
      return known === 0 ? status.type : undefined;
  }
}

/** But for whether it is being asked for just now. */
const looksSame = (a: Look, b: Look): boolean =>
  (a.said === b.said || b.said === undefined || a.said === undefined) &&
  a.words === b.words &&
  a.rows.length === b.rows.length &&
  a.rows.every((row, index) => row === b.rows[index] && a.describe(row) === b.describe(row));
