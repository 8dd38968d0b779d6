import { readFileSync } from "node:fs";
import { copyFile, readFile, rename } from "node:fs/promises";
import * as v from "valibot";
import { StartError } from "../start-error.ts";
import { errorCode } from "./replace-file.ts";

/** The database file: which format, what it was seeded with, and each service's own part. */
export const savedStateSchema = v.object({
  version: v.literal(1),
  seed: v.string(),
  services: v.record(v.string(), v.unknown()),
});

export type SavedState = v.InferOutput<typeof savedStateSchema>;

/** A text as a saved state, and whether every service accepts its part. */
export type Accepts = (state: SavedState) => void;

/**
 * The state in `file`, or undefined where there is no such file. A damaged file is never written over: it is renamed,
 * the last good copy takes its place if there is one, and the person is told and decides.
 */
export async function readSavedState(file: string, backup: string, accepts: Accepts): Promise<SavedState | undefined> {
  const text = await readText(file);
  if (text === undefined) return undefined;
  try {
    return parse(text, accepts);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw await setAside(file, backup, accepts);
  }
}

/** What is in the file that this process wrote itself, at once; undefined where it has gone missing. */
export function rereadSavedState(file: string): SavedState | undefined {
  try {
    return v.parse(savedStateSchema, JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw new StartError(
      `The state file ${file} can't be read (${errorCode(error)}). Check it, or choose another with --db.`,
    );
  }
}

function parse(text: string, accepts: Accepts): SavedState {
  const json: unknown = JSON.parse(text);
  const version = v.safeParse(v.object({ version: v.pipe(v.number(), v.integer(), v.minValue(2)) }), json);
  if (version.success) {
    throw new StartError(
      "The state file was written by a newer version of this server. Update, or choose another with --db.",
    );
  }
  const state = v.parse(savedStateSchema, json);
  accepts(state);
  return state;
}

async function setAside(file: string, backup: string, accepts: Accepts): Promise<StartError> {
  const aside = `${file}.damaged-${new Date().toISOString().replaceAll(":", "-")}`;
  try {
    await rename(file, aside);
  } catch (error) {
    return new StartError(
      `The state file ${file} is damaged and can't be renamed (${errorCode(error)}). Move it away by hand.`,
    );
  }
  const damaged = `The state file ${file} is damaged; it was kept as ${aside}.`;
  const backupIsGood = await isGood(backup, accepts);
  if (!backupIsGood) return new StartError(`${damaged} Start again to begin with a new one.`);
  await copyFile(backup, file);
  return new StartError(`${damaged} Its last good copy was put in its place: start again to go on with that.`);
}

async function isGood(file: string, accepts: Accepts): Promise<boolean> {
  try {
    parse(await readFile(file, "utf8"), accepts);
    return true;
  } catch {
    return false;
  }
}
