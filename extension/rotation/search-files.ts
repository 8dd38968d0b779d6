import { type Occurrence, occurrencesIn } from "./occurrences.ts";

/** How much is looked through at most. */
export interface Bounds {
  readonly places: number;
  readonly milliseconds: number;
  readonly atOnce: number;
}

export interface Place<File> extends Occurrence {
  readonly file: File;
}

export interface Search<File> {
  readonly places: readonly Place<File>[];
  /** So many files were looked through. */
  readonly looked: number;
  /** Too large, or not to be read. */
  readonly skipped: number;
  /** Why not everything was looked through. */
  readonly stopped?: "cancelled" | "places" | "time";
}

/** What became of one file: its text, `binary` (nothing to look at), or `skipped`. */
export type Content = { readonly text: string } | "binary" | "skipped";

/** Looks for a value in many files, some at once, until it has seen all or enough. The places come in the order of the files. */
export async function searchFiles<File>(
  value: string,
  files: readonly File[],
  read: (file: File) => Promise<Content>,
  bounds: Bounds,
  signal: AbortSignal,
): Promise<Search<File>> {
  const until = performance.now() + bounds.milliseconds;
  const found = new Map<number, readonly Place<File>[]>();
  let places = 0;
  let looked = 0;
  let skipped = 0;
  let stopped: Search<File>["stopped"];
  const queue = files.entries();

  const shouldStop = (): boolean => {
    if (signal.aborted) stopped = "cancelled";
    else if (places >= bounds.places) stopped = "places";
    else if (performance.now() > until) stopped ??= "time";
    return stopped !== undefined;
  };
  const work = async (): Promise<void> => {
    for (const [index, file] of queue) {
      if (shouldStop()) return;
      const content = await read(file);
      if (content === "skipped") skipped++;
      else looked++;
      if (typeof content === "string") continue;
      const here = [...occurrencesIn(content.text, value)].map(occurrence => ({ file, ...occurrence }));
      if (here.length > 0) found.set(index, here);
      places += here.length;
    }
  };
  await Promise.all(Array.from({ length: bounds.atOnce }, work));

  const inOrder = [...found].toSorted(([one], [other]) => one - other).flatMap(([, here]) => here);
  return { places: inOrder, looked, skipped, ...(stopped === undefined ? {} : { stopped }) };
}
