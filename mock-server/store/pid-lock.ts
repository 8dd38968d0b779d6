import { readFile, stat, unlink, writeFile } from "node:fs/promises";
import { unlinkSync } from "node:fs";
import { uptime } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import * as v from "valibot";
import { StartError } from "../start-error.ts";
import { errorCode } from "./replace-file.ts";

const ownerSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ pid: v.pipe(v.number(), v.integer()), since: v.number() }),
);

// One process may run several servers; the pid alone would not tell them apart.
const heldHere = new Set<string>();

// A server that is being stopped still holds its lock for a moment.
const patienceMs = 1000;

/** Keeps a second process from writing the same file. Resolves to what ends the lock. */
export async function lockFile(file: string): Promise<() => void> {
  const lock = `${file}.lock`;
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    if (!heldHere.has(lock) && (await tryToCreate(lock))) {
      heldHere.add(lock);
      return () => {
        heldHere.delete(lock);
        unlinkSync(lock);
      };
    }
    const owner = heldHere.has(lock) ? process.pid : await livingOwner(lock);
    if (owner === undefined) {
      await unlink(lock).catch(() => undefined);
    } else if (Date.now() >= giveUpAt) {
      throw new StartError(
        `${file} is in use by process ${owner}. Stop that one, or choose another file with --db. ` +
          `(If no such server runs any more, delete ${lock}.)`,
      );
    }
    await delay(25);
  }
}

async function tryToCreate(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, JSON.stringify({ pid: process.pid, since: Date.now() }), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw new StartError(
      `The lock file ${lock} can't be written (${errorCode(error)}). Choose another file with --db.`,
    );
  }
}

/** The process that holds the lock, if it still lives. */
async function livingOwner(lock: string): Promise<number | undefined> {
  let text: string;
  try {
    text = await readFile(lock, "utf8");
  } catch {
    return undefined;
  }
  const owner = v.safeParse(ownerSchema, text);
  // Empty while its owner is writing it; half-written by one that died.
  if (!owner.success) return (await isOlderThan(lock, patienceMs)) ? undefined : 0;
  const { pid, since } = owner.output;
  // In a container every start has the same pid; after a restart of the machine a pid means somebody else.
  const bootedAt = Date.now() - uptime() * 1000;
  if (pid === process.pid || since < bootedAt - 5000) return undefined;
  return isAlive(pid) ? pid : undefined;
}

async function isOlderThan(path: string, milliseconds: number): Promise<boolean> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs > milliseconds;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}
