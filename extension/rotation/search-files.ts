import { someAtOnce, stopsAfter } from "../core/some-at-once.ts";
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
  const isOver = stopsAfter(bounds.milliseconds, signal);
  const found = new Map<number, readonly Place<File>[]>();
  let places = 0;
  let looked = 0;
  let skipped = 0;
  const stop = (): Search<File>["stopped"] => {
    const why = isOver();
    return why !== "cancelled" && places >= bounds.places ? "places" : why;
  };
  // One file may hold more than all the others, and may be the last.
  let cutShort: Search<File>["stopped"];
  const between = await someAtOnce(files.entries(), bounds.atOnce, stop, async ([index, file]) => {
    const content = await read(file);
    if (content === "skipped") skipped++;
    else looked++;
    if (typeof content === "string") return;
    const here: Place<File>[] = [];
    found.set(index, here);
    for (const occurrence of occurrencesIn(content.text, value)) {
      if ((cutShort ??= stop()) !== undefined) return;
      here.push({ file, ...occurrence });
      places++;
    }
  });

  const stopped = between ?? cutShort;
  const inOrder = [...found].toSorted(([one], [other]) => one - other).flatMap(([, here]) => here);
  return { places: inOrder, looked, skipped, ...(stopped === undefined ? {} : { stopped }) };
}
