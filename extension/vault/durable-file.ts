import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** A virus scanner or an indexer on Windows holds a file for a moment; it can be replaced right after. */
const PASSING: ReadonlySet<string> = new Set(["EPERM", "EBUSY", "EACCES"]);
const ATTEMPTS = 10;

/** The system's name of an error, "ENOENT" for example. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/**
 * Puts a text in a file's place so that at any moment, power loss included, either the old or the new content is there in full.
 * Resolves once it is on the disk. Readable by its owner only.
 */
export async function writeDurably(file: string, text: string): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `.${randomUUID()}.tmp`);
  try {
    const handle = await open(temporary, "wx", 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await replace(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** Moves a file into another folder, which is made where it is missing. */
export async function moveInto(folder: string, file: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(file, join(folder, name));
  await syncFolder(folder);
  await syncFolder(dirname(file));
}

/** Deletes a file for good; one that is not there is no failure. */
export async function deleteDurably(file: string): Promise<void> {
  await rm(file, { force: true });
  await syncFolder(dirname(file));
}

async function replace(temporary: string, file: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(temporary, file);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || !PASSING.has(errorCode(error))) throw error;
      await delay(20 * attempt);
    }
  }
}

/** A new or another name is on the disk only with its folder. Windows knows no such thing, and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r").catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  });
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
}
