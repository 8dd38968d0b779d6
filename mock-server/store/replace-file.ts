import { closeSync, constants, copyFileSync, fdatasync, fsync, linkSync } from "node:fs";
import { openSync, renameSync, writev } from "node:fs";
import { readdir, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

// A virus scanner or an indexer on Windows holds a file for a moment; the file can be replaced right after.
const passing = new Set(["EPERM", "EBUSY", "EACCES"]);
const attempts = 20;

let counter = 0;

/** A name beside `file` that nobody else uses, not even another process. */
function freshName(file: string): string {
  counter += 1;
  return `${file}.${process.pid}-${counter}.tmp`;
}

/** Deletes what a process that was killed while it saved has left behind: whole copies of the secrets. */
export async function deleteLeftovers(file: string): Promise<void> {
  const isLeftover = (name: string) => name.startsWith(`${basename(file)}.`) && /\.\d+-\d+\.tmp$/.test(name);
  const leftovers = (await readdir(dirname(file))).filter(isLeftover);
  await deleteFiles(leftovers.map(name => join(dirname(file), name)));
}

/** Deletes those of the files that are there. */
export async function deleteFiles(files: readonly string[]): Promise<void> {
  await Promise.all(files.map(file => unlink(file).catch(ignore)));
}

/** The system's name of an error, "ENOENT" for example. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/**
 * Puts `content` in the place of `file` so that at any moment, power loss included, either the old or the new content is
 * there in full. The old content stays as `backup`, where one is named. Readable by its owner only: it holds secrets.
 * Resolves to the files that are left to be deleted, which takes the system long and nobody has to wait for.
 */
export async function replaceFile(
  file: string,
  content: readonly Uint8Array[],
  backup?: string,
): Promise<readonly string[]> {
  const temporary = freshName(file);
  const unneeded: string[] = [];
  try {
    const opened = openSync(temporary, "wx", 0o600);
    try {
      await writeAll(opened, content);
      await promisify(fdatasync)(opened);
    } finally {
      closeSync(opened);
    }
    if (backup !== undefined) await patiently(() => keepBackup(file, backup, unneeded));
    await patiently(() => renameSync(temporary, file));
  } catch (error) {
    await deleteFiles([temporary, ...unneeded]);
    throw error;
  }
  await syncFolder(dirname(file));
  return unneeded;
}

/** The system may take less at a time than it is given. */
async function writeAll(opened: number, content: readonly Uint8Array[]): Promise<void> {
  let rest = content;
  while (rest.length > 0) {
    let { bytesWritten } = await promisify(writev)(opened, rest);
    const unwritten = rest.findIndex(piece => {
      if (piece.length > bytesWritten) return true;
      bytesWritten -= piece.length;
      return false;
    });
    if (unwritten === -1) return;
    rest = [rest[unwritten]?.subarray(bytesWritten) ?? new Uint8Array(), ...rest.slice(unwritten + 1)];
  }
}

// What takes no time is done at once: a millisecond in Node's queue for each step is what a save would take longest for.
function keepBackup(file: string, backup: string, unneeded: string[]): void {
  const [older, temporary] = [freshName(backup), freshName(backup)];
  // The temporary name stays behind where it is one of the backup already: such a rename does nothing.
  unneeded.push(older, temporary);
  try {
    // A file whose last name is taken from it is deleted then and there.
    linkSync(backup, older);
  } catch {
    // There is none yet, or files have one name only here.
  }
  try {
    nameAgain(file, temporary);
    renameSync(temporary, backup);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
}

/** Gives a file a second name, which costs nothing; not every file system can do it, so it may be a copy. */
export function nameAgain(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch (error) {
    if (["ENOENT", "EEXIST"].includes(errorCode(error))) throw error;
    copyFileSync(file, name, constants.COPYFILE_EXCL);
  }
}

async function patiently(action: () => void): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      action();
      return;
    } catch (error) {
      if (attempt === attempts || !passing.has(errorCode(error))) throw error;
      await delay(5 * attempt);
    }
  }
}

/** The rename itself reaches the disk with its folder; Windows can't open one, and needs no help. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const opened = openSync(folder, "r");
    try {
      await promisify(fsync)(opened);
    } finally {
      closeSync(opened);
    }
  } catch {
    // The content is safe already; only which of two complete files is found after a power loss is left open.
  }
}

function ignore(): void {
  // Nothing to clean up.
}
