import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import * as v from "valibot";
import { errorCode } from "./durable-file.ts";

/** Nothing that is done under a claim takes longer; whoever holds one for so long is gone, and its pid somebody else's. */
const LONGEST_MS = 5 * 60_000;
/** Empty while its owner is writing it. */
const WRITING_MS = 1000;

const holder = v.pipe(v.string(), v.parseJson(), v.object({ pid: v.number() }));

/** Does something that only one window at a time may do; undefined where another one is at it. */
export async function whileClaimed<Result>(file: string, work: () => Promise<Result>): Promise<Result | undefined> {
  if (!(await take(file))) return undefined;
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** The same, after whoever is at it has finished. */
export async function afterOthers<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    if (await take(file)) break;
    await delay(25);
  }
  return work().finally(() => rm(file, { force: true }));
}

async function take(file: string): Promise<boolean> {
  if (await create(file)) return true;
  if (await isHeld(file)) return false;
  // Of several that find it abandoned only one can move it away.
  const aside = `${file}.${randomUUID()}`;
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  );
  if (moved) await rm(aside, { force: true });
  return create(file);
}

async function create(file: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    const handle = await open(file, "wx", 0o600);
    await handle.writeFile(JSON.stringify({ pid: process.pid })).finally(() => handle.close());
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

async function isHeld(file: string): Promise<boolean> {
  const [text, age] = await Promise.all([
    readFile(file, "utf8").catch(() => ""),
    stat(file).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => Infinity,
    ),
  ]);
  if (age > LONGEST_MS) return false;
  const parsed = v.safeParse(holder, text);
  return parsed.success ? isAlive(parsed.output.pid) : age < WRITING_MS;
}

/** Whether there is a process of this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}
