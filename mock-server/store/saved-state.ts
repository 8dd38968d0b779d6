import { readFileSync } from "node:fs";
import { readFile, rename } from "node:fs/promises";
import * as v from "valibot";
import { StartError } from "../start-error.ts";
import { errorCode, nameAgain, replaceFile } from "./replace-file.ts";

/** The database file: which format, what it was seeded with, and each service's own part. */
export const savedStateSchema = v.object({
  version: v.literal(1),
  seed: v.string(),
  services: v.record(v.string(), v.unknown()),
});

export type SavedState = v.InferOutput<typeof savedStateSchema>;

/** A text as a saved state, and whether every service accepts its part. */
export type Accepts = (state: SavedState) => void;

/** What was found in a state file. */
export interface Found {
  readonly state: SavedState;
  /** Where the file is kept that was found damaged; what is here is its last good copy. */
  readonly damaged?: string;
}

/**
 * The state in `file`, or undefined where there is no such file. A damaged file is kept aside, and its last good copy
 * takes its place; where there is none, the person is told and decides.
 */
export async function readSavedState(file: string, backup: string, accepts: Accepts): Promise<Found | undefined> {
  const text = await readText(file);
  if (text === undefined) return undefined;
  try {
    return { state: parse(text, accepts) };
  } catch (error) {
    if (error instanceof StartError) throw error;
    return goBack(file, text, backup, accepts);
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

/** Whole and well, but without the mark that is in each state file: damage does not do that, a wrong `--db` does. */
function isOfAnother(text: string): boolean {
  try {
    return !v.is(v.object({ version: v.number() }), JSON.parse(text));
  } catch {
    return false;
  }
}

/** Goes back to the last good copy. At any moment either the damaged file or the copy stands at its place. */
async function goBack(file: string, text: string, backup: string, accepts: Accepts): Promise<Found> {
  const aside = `${file}.damaged-${new Date().toISOString().replaceAll(":", "-")}`;
  const copy = await readGoodCopy(backup, accepts);
  if (copy === undefined && isOfAnother(text)) {
    throw new StartError(
      `${file} is no state file of this server. It was left as it is: choose another with --db, or move it away.`,
    );
  }
  try {
    if (copy === undefined) await rename(file, aside);
    else {
      nameAgain(file, aside);
      await replaceFile(file, [Buffer.from(copy.text)]);
    }
  } catch (error) {
    throw new StartError(
      `The state file ${file} is damaged and can't be set aside (${errorCode(error)}). Move it away by hand.`,
    );
  }
  if (copy !== undefined) return { state: copy.state, damaged: aside };
  throw new StartError(
    `The state file ${file} is damaged and there is no good copy of it. It was kept as ${aside}: start again to begin with a new one.`,
  );
}

async function readGoodCopy(
  backup: string,
  accepts: Accepts,
): Promise<{ readonly state: SavedState; readonly text: string } | undefined> {
  try {
    const text = await readFile(backup, "utf8");
    return { state: parse(text, accepts), text };
  } catch (error) {
    if (error instanceof StartError) throw error;
    return undefined;
  }
}
