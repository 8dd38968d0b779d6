import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import * as v from "valibot";
import { errorCode } from "./durable-file.ts";

/** Nothing that is done under a claim takes longer; whoever holds one for so long is gone, and its pid somebody else's. */
const LONGEST_MS = 5 * 60_000;
/** Empty while its owner is writing it. */
const WRITING_MS = 1000;
/** To take an abandoned one away takes milliseconds; whoever is at it for so long has crashed. */
const REMOVING_MS = 10_000;

const holder = v.pipe(v.string(), v.parseJson(), v.object({ pid: v.number() }));

/** What makes a claim out as this one and no other: each has a random token of its own. */
interface Claim {
  readonly text: string;
  readonly changedAt: number;
}

/** Does something that only one window at a time may do; undefined where another one is at it. */
export async function whileClaimed<Result>(file: string, work: () => Promise<Result>): Promise<Result | undefined> {
  const release = await take(file);
  return release === undefined ? undefined : work().finally(release);
}

/** The same, after whoever is at it has finished. */
export async function afterOthers<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    const release = await take(file);
    if (release !== undefined) return work().finally(release);
    await delay(25);
  }
}

/** @returns gives the claim back; undefined where somebody else holds it */
async function take(file: string): Promise<(() => Promise<void>) | undefined> {
  const text = JSON.stringify({ pid: process.pid, token: randomUUID() });
  if (!(await create(file, text))) {
    const present = await read(file);
    if (present !== undefined && (isHeld(present) || !(await removed(file, present)))) return undefined;
    if (!(await create(file, text))) return undefined;
  }
  return async () => {
    // Whoever held it for too long has lost it to another one.
    if ((await read(file))?.text === text) await rm(file, { force: true });
  };
}

/** Takes an abandoned claim away, which only one may do at a time: of another one it could be the fresh claim. */
async function removed(file: string, abandoned: Claim): Promise<boolean> {
  const removing = `${file}.removing`;
  if (!(await create(removing, ""))) {
    const other = await read(removing);
    if (other !== undefined && Date.now() - other.changedAt > REMOVING_MS) await rm(removing, { force: true });
    return false;
  }
  try {
    const present = await read(file);
    if (present?.text !== abandoned.text || present.changedAt !== abandoned.changedAt) return false;
    await rm(file, { force: true });
    return true;
  } finally {
    await rm(removing, { force: true });
  }
}

async function create(file: string, text: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    const handle = await open(file, "wx", 0o600);
    await handle.writeFile(text).finally(() => handle.close());
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** Undefined where it was given back meanwhile. */
async function read(file: string): Promise<Claim | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, "utf8"), stat(file)]);
    return { text, changedAt: mtimeMs };
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function isHeld({ text, changedAt }: Claim): boolean {
  const age = Date.now() - changedAt;
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
