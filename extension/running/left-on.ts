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
export type Note = v.InferOutput<typeof noteSchema>;

export interface LeftOn {
  /** @returns takes the note away again */
  write(note: Pick<Note, "connection" | "credential" | "endsAt">): Promise<() => Promise<void>>;
  /** The notes of windows that are no more, each given once: they are gone afterwards. */
  take(): Promise<readonly Note[]>;
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
    async take() {
      const names = await readdir(folder).catch(() => []);
      const found: Note[] = [];
      for (const name of names.filter(each => each.endsWith(".json"))) {
        const file = join(folder, name);
        const text = await readFile(file, "utf8").catch(() => "");
        const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), noteSchema), text);
        if (parsed.success && isAlive(parsed.output.pid)) continue;
        await rm(file, { force: true });
        if (parsed.success) found.push(parsed.output);
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
