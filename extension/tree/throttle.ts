import type { Disposable } from "../core/disposable.ts";

export interface Throttled<Item> extends Disposable {
  (item: Item): void;
}

/**
 * Calls `flush` with all items that came within `everyMs`; the first time as soon as whoever tells of the first is done, so that
 * what is told in one go comes in one go.
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
    timer ??= setTimeout(send, 0);
  };
  return Object.assign(add, {
    dispose(): void {
      disposed = true;
      clearTimeout(timer);
      waiting.clear();
    },
  });
}
