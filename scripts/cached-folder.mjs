import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cache } from "./paths.mjs";

/**
 * A folder in `.vscode-test/` that is filled once and then kept. It appears under its name only when it is complete,
 * so a run that was cut off leaves nothing that looks finished.
 */
export async function cachedFolder(name, fill) {
  const target = cache(name);
  if (existsSync(target)) return target;
  const unlock = await lock(`${target}.lock`, `Another run is preparing ${name}; waiting for it.`);
  const partial = `${target}.partial-${process.pid}`;
  try {
    if (existsSync(target)) return target;
    mkdirSync(partial, { recursive: true });
    await fill(partial);
    renameSync(partial, target);
  } catch (error) {
    // Two runs can both believe that a dead run's lock is theirs; the first one to finish has won, and both are right.
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
    unlock();
  }
  return target;
}

/** Waits until this process alone holds the lock; a lock whose process is gone counts for nothing. */
export async function lock(file, waiting) {
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; ; told = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (isAlive(readOwner(file))) {
      if (!told) console.log(waiting);
      await sleep(500);
    } else {
      rmSync(file, { force: true });
    }
  }
}

function readOwner(file) {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
