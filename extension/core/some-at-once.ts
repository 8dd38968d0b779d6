/**
 * Does something with each item, some at the same time, until all are done or there is a reason to stop.
 * @param queue of an array: all take from it, so that each item is taken once
 * @param stop asked before each item: why no more are to be begun, if so
 * @returns why it stopped, where it did
 */
export async function someAtOnce<Item, Reason>(
  queue: ArrayIterator<Item>,
  atOnce: number,
  stop: () => Reason | undefined,
  work: (item: Item) => Promise<void>,
): Promise<Reason | undefined> {
  let stopped: Reason | undefined;
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if ((stopped ??= stop()) !== undefined) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return stopped;
}

/** A reason to stop: the person's, or that it has taken long enough. */
export function stopsAfter(milliseconds: number, signal: AbortSignal): () => "cancelled" | "time" | undefined {
  const until = performance.now() + milliseconds;
  return () => (signal.aborted ? "cancelled" : performance.now() > until ? "time" : undefined);
}
