import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { connectionId, credentialId } from "../core/model.ts";

/** A note on disk that a window has turned something on, so that what a crash left on is found again. It holds no secret. */
const noteSchema = v.object({
  version: v.literal(1),
  /** The process that will turn it off again. */
  pid: v.pipe(v.number(), v.integer()),
  connection: v.pipe(v.string(), v.transform(connectionId)),
  credential: v.pipe(v.string(), v.transform(credentialId)),
  endsAt: v.pipe(
    v.string(),
    v.transform(text => new Date(text)),
  ),
});
/** Longer than anything that is on for minutes, and than clocks are apart. */
const A_DAY_MS = 86_400_000;

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

/** @param folder of this machine's Keyporter; made when there is something to note */
export function leftOn(folder: string): LeftOn {
  return {
    async write({ connection, credential, endsAt }) {
      const file = join(folder, `${randomUUID()}.json`);
      const text = { version: 1, pid: process.pid, connection, credential, endsAt: endsAt.toISOString() };
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(file, JSON.stringify(text), { mode: 0o600, flush: true });
      return () => rm(file, { force: true });
    },
    async find(now) {
      const names = await readdir(folder).catch(() => []);
      const found: FoundNote[] = [];
      for (const name of names.filter(each => each.endsWith(".json"))) {
        const file = join(folder, name);
        const forget = () => rm(file, { force: true });
        const text = await readFile(file, "utf8").catch(() => "");
        const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), noteSchema), text);
        // A server's clock may be behind this machine's.
        if (!parsed.success || parsed.output.endsAt.getTime() + A_DAY_MS < now.getTime()) await forget();
        else if (!isAlive(parsed.output.pid)) found.push({ ...parsed.output, forget });
      }
      return found;
    },
  };
}

/** Its window still cares for it. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a process, too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
