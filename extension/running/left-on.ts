import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { connectionId, credentialId } from "../core/model.ts";
import { DAY_MS } from "../core/day.ts";
import { isAlive } from "../vault/claim.ts";
import { deleteDurably, errorCode, moveInto, writeDurably } from "../vault/durable-file.ts";

/** A note on disk that a window has turned something on, so that what a crash left on is found again. It holds no secret. */
const noteSchema = v.object({
  version: v.literal(1),
  /** The process that will turn it off again. */
  pid: v.pipe(v.number(), v.integer()),
  connection: v.pipe(v.string(), v.transform(connectionId)),
  credential: v.pipe(v.string(), v.transform(credentialId)),
  endsAt: v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.transform(text => new Date(text)),
  ),
});
/** Longer than anything that is on for minutes, and than clocks are apart. */
const LONGEST_MS = DAY_MS;

export type Note = v.InferOutput<typeof noteSchema>;

export interface LeftOn {
  /** @returns takes the note away again */
  write(note: Pick<Note, "connection" | "credential" | "endsAt">): Promise<() => Promise<void>>;
  /** The notes of windows that are no more. Those of what has ended by itself since are thrown away. */
  find(now: Date): Promise<readonly FoundNote[]>;
}

export interface FoundNote extends Note {
  /** The person has been told. */
  forget(): Promise<void>;
}

const NAME = /^[\da-f-]{36}\.json$/u;

/**
 * @param folder of this machine's Keyporter; made when there is something to note
 * @param unreadable hears where a note is that says nothing, and was set aside, or that can't be read now
 */
export function leftOn(folder: string, unreadable: (file: string) => void): LeftOn {
  const read = async (name: string, now: Date): Promise<readonly FoundNote[]> => {
    const file = join(folder, name);
    const text = await readFile(file, "utf8").catch(unlessGone);
    if (text === undefined) return [];
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), noteSchema), text);
    if (!parsed.success) {
      const aside = join(folder, "damaged");
      await moveInto(aside, file, name).then(() => unreadable(join(aside, name)), unlessGone);
      return [];
    }
    const forget = (): Promise<void> => deleteDurably(file);
    // A server's clock may be behind this machine's.
    if (parsed.output.endsAt.getTime() + LONGEST_MS < now.getTime()) await forget();
    else if (!isAlive(parsed.output.pid)) return [{ ...parsed.output, forget }];
    return [];
  };

  return {
    async write({ connection, credential, endsAt }) {
      const file = join(folder, `${randomUUID()}.json`);
      const text = { version: 1, pid: process.pid, connection, credential, endsAt: endsAt.toISOString() };
      await writeDurably(file, JSON.stringify(text));
      return () => deleteDurably(file);
    },
    async find(now) {
      const names = (await readdir(folder).catch(unlessGone)) ?? [];
      const found = names
        .filter(name => NAME.test(name))
        .map(name =>
          read(name, now).catch(() => {
            unreadable(join(folder, name));
            return [];
          }),
        );
      return (await Promise.all(found)).flat();
    },
  };
}

/** What is not there, or another window has taken away meanwhile. */
function unlessGone(error: unknown): undefined {
  if (errorCode(error) === "ENOENT") return undefined;
  throw error;
}
