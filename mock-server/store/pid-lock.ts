import { readFileSync, renameSync, rmSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { uptime } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import * as v from "valibot";
import { StartError } from "../start-error.ts";
import { errorCode, nameAgain } from "./replace-file.ts";

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
      let held = true;
      return () => {
        // Once only: by the next time it may be another's.
        if (!held) return;
        held = false;
        heldHere.delete(lock);
        rmSync(lock, { force: true });
      };
    }
    const text = await readFile(lock, "utf8").catch(() => undefined);
    const owner = heldHere.has(lock) ? process.pid : await livingOwner(lock, text);
    if (Date.now() >= giveUpAt) {
      throw new StartError(
        owner === undefined
          ? `${lock} was left behind and can't be removed. Delete it, or choose another file with --db.`
          : `${file} is in use by process ${owner}. Stop that one, or choose another file with --db. ` +
              `(If no such server runs any more, delete ${lock}.)`,
      );
    }
    if (owner === undefined && text !== undefined) removeStale(lock, text);
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

/** Removes a lock that nobody holds any more. Where somebody else was quicker and holds it now, it stays theirs. */
function removeStale(lock: string, stale: string): void {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    if (readFileSync(aside, "utf8") !== stale) nameAgain(aside, lock);
  } catch {
    // Others are at it as well. The next look at the lock tells what came of it.
  } finally {
    rmSync(aside, { force: true });
  }
}

/** The process that holds the lock, if it still lives. */
async function livingOwner(lock: string, text: string | undefined): Promise<number | undefined> {
  if (text === undefined) return undefined;
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
