import type { Disposable } from "../core/disposable.ts";

export interface Throttled<Item> extends Disposable {
  (item: Item): void;
}

/**
 * Calls `flush` with all items that came within `everyMs`, the first time at once. VS Code's own tree waits for the *last* of a series
 * of events, so rows that keep arriving would show only when all are there.
 */
export function throttle<Item>(everyMs: number, flush: (items: ReadonlySet<Item>) => void): Throttled<Item> {
  let waiting = new Set<Item>();
  let timer: NodeJS.Timeout | undefined;
  let disposed = false;

  const send = (): void => {
    timer = undefined;
    if (waiting.size === 0) return;
    const items = waiting;
    waiting = new Set();
    timer = setTimeout(send, everyMs);
    flush(items);
  };

  const add = (item: Item): void => {
    if (disposed) return;
    waiting.add(item);
    if (timer === undefined) send();
  };
  return Object.assign(add, {
    dispose(): void {
      disposed = true;
      clearTimeout(timer);
      waiting.clear();
    },
  });
}
