import type { Connection } from "../connections/connection.ts";
import type { Credential } from "../core/model.ts";
import type { FoundNote, LeftOn } from "./left-on.ts";
import { sameEnd } from "./running.ts";
import type { WatchParts } from "./watch.ts";

export interface LookParts extends Pick<WatchParts, "connection" | "session" | "log"> {
  readonly notes: Pick<LeftOn, "find">;
  readonly rows: Pick<WatchParts["rows"], "put">;
  /** The person is to hear that it is still on. */
  readonly tell: (connection: Connection, credential: Credential) => void;
}

/** Asks the servers about what windows that are no more had turned on. What can't be found out now the next start asks again. */
export async function lookForLeftOn(parts: LookParts): Promise<void> {
  for (const note of await parts.notes.find(new Date())) {
    await lookFor(note, parts).catch(() => parts.log("could not ask about one that a closed window left on"));
  }
}

async function lookFor(note: FoundNote, { connection, session, rows, tell }: LookParts): Promise<void> {
  const found = connection(note.connection);
  if (found === undefined) return note.forget();
  const opened = await session(found);
  const credential = await opened.get(note.credential, AbortSignal.timeout(15_000));
  rows.put(found.id, credential);
  if (credential.state === "on" && sameEnd(credential.expiresAt, note.endsAt)) tell(found, credential);
  await note.forget();
}
