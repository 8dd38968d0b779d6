import { constants } from "node:fs";
import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { whileClaimed } from "../vault/claim.ts";
import { errorCode } from "../vault/durable-file.ts";
import { type Entry, parseLines, type Read } from "./entry.ts";

/** About 3000 entries; with the older file twice as many. */
const LARGEST_BYTES = 1_000_000;

export interface Journal {
  /** Adds a line; resolves when it is on disk. */
  append(entry: Entry): Promise<void>;
  /** All that is kept, the oldest first. */
  read(): Promise<Read>;
  clear(): Promise<void>;
}

/** The files of a journal, as a pattern. */
export const JOURNAL_FILES = "activity*.jsonl";

/**
 * A file that only ever grows, shared by all windows: each line is one write in append mode, which no other window's can tear apart.
 * At its limit it becomes the older file, and the one before that goes.
 */
export function journal(folder: string, largestBytes = LARGEST_BYTES): Journal {
  const current = join(folder, "activity.jsonl");
  const older = join(folder, "activity.1.jsonl");
  const lock = join(folder, "activity.lock");
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  };

  /** Two windows may find the file full at once; the second would otherwise throw away what the first has just put aside. */
  const turnOver = async (): Promise<void> => {
    if ((await sizeOf(current)) >= largestBytes) await rename(current, older);
  };

  return {
    append: entry =>
      inTurn(async () => {
        await mkdir(folder, { recursive: true });
        if ((await sizeOf(current)) >= largestBytes) await whileClaimed(lock, turnOver);
        const file = await open(current, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT, 0o600);
        try {
          await file.write(`${(await endsInTheMiddle(file)) ? "\n" : ""}${JSON.stringify(entry)}\n`);
          await file.datasync();
        } finally {
          await file.close();
        }
      }),
    read: () =>
      inTurn(async () => {
        const before = parseLines(await textOf(older));
        const now = parseLines(await textOf(current));
        return { entries: [...before.entries, ...now.entries], unreadable: before.unreadable + now.unreadable };
      }),
    clear: () =>
      inTurn(async () => {
        await rm(older, { force: true });
        await rm(current, { force: true });
      }),
  };
}

/** A crash can leave half a line, which must not swallow the next one. */
async function endsInTheMiddle(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== "\n";
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/** A file that was never made has no text; one that can't be read is an error. */
async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return "";
    throw error;
  }
}
