import type { ConnectionId, Credential } from "../core/model.ts";

/** More than a screen holds. */
const FEW = 100;

export interface FirstRows {
  /** All rows; only the first of them where there were fewer the last time. */
  of(id: ConnectionId, rows: readonly Credential[]): readonly Credential[];
}

/**
 * VS Code takes half a second for thousands of rows, and shows none of them before it has all. So what is new comes in two steps: what
 * can be seen at once, and then everything.
 */
export function firstRows(): FirstRows {
  const drawn = new Map<ConnectionId, number>();
  return {
    of(id, rows) {
      const shown = (drawn.get(id) ?? 0) < FEW ? rows.slice(0, FEW) : rows;
      drawn.set(id, shown.length);
      return shown;
    },
  };
}
