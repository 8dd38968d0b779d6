import { someAtOnce, stopsAfter } from "../core/some-at-once.ts";

/** How much is looked through at most. */
export interface SweepBounds {
  readonly milliseconds: number;
  readonly atOnce: number;
}

/** What came of one file: how many leaks are in it, or `skipped` where it is too large or can't be read. */
export type Look = number | "skipped";

export interface Sweep {
  readonly looked: number;
  readonly skipped: number;
  readonly leaks: number;
  readonly filesWithLeaks: number;
  /** Why not everything was looked through. */
  readonly stopped?: "cancelled" | "time";
}

/** Looks through many files, some at once, until it has seen all or its time is over. */
export async function sweep<File>(
  files: readonly File[],
  look: (file: File) => Promise<Look>,
  { milliseconds, atOnce }: SweepBounds,
  signal: AbortSignal,
  told: (done: number, all: number) => void = () => undefined,
): Promise<Sweep> {
  const looks: Look[] = [];
  const stopped = await someAtOnce(files.values(), atOnce, stopsAfter(milliseconds, signal), async file => {
    looks.push(await look(file));
    told(looks.length, files.length);
  });

  const counts = looks.filter(look => look !== "skipped");
  return {
    looked: counts.length,
    skipped: looks.length - counts.length,
    leaks: counts.reduce((sum, count) => sum + count, 0),
    filesWithLeaks: counts.filter(count => count > 0).length,
    ...(stopped === undefined ? {} : { stopped }),
  };
}
