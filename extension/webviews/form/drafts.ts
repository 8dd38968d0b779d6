import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { hasChanges } from "./draft.ts";
import { keptDraft, type KeptDraft } from "./messages.ts";
import { formRefKey, type FormRef } from "./ref.ts";

/**
 * What was typed into forms and not yet sent, on disk. VS Code keeps a page's own state too, but in a browser it saves that
 * once a minute only, and a reload in between brings back a tab as it was then, or none.
 */
export interface Drafts {
  load(ref: FormRef): Promise<KeptDraft | undefined>;
  /** Replaces what is there; a draft without anything in it is deleted. */
  save(ref: FormRef, draft: KeptDraft): void;
}

/** Drafts as files of one folder. Secrets are never in a draft. `failed` hears of what could not be written. */
export function draftFiles(folder: string, failed: (error: unknown) => void): Drafts {
  /** One write after the other, and no read before the writes that were asked for. */
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };

  const fileOf = (ref: FormRef): string =>
    join(folder, `${createHash("sha256").update(formRefKey(ref)).digest("hex").slice(0, 32)}.json`);

  const write = async (file: string, draft: KeptDraft): Promise<void> => {
    const isEmpty = !hasChanges(draft.changes) && draft.was === undefined && (draft.knownSecrets ?? []).length === 0;
    if (isEmpty) return rm(file, { force: true });
    await mkdir(folder, { recursive: true });
    const temporary = `${file}.${randomUUID()}`;
    await writeFile(temporary, JSON.stringify(draft), { mode: 0o600 });
    await rename(temporary, file);
  };

  const read = async (file: string): Promise<KeptDraft | undefined> => {
    const text = await readFile(file, "utf8").catch(() => undefined);
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), keptDraft), text);
    return parsed.success ? parsed.output : undefined;
  };

  /** What each file should hold; of the drafts that come while a write waits for its turn, the last is enough. */
  const wanted = new Map<string, KeptDraft>();

  const writeWanted = async (file: string): Promise<void> => {
    const draft = wanted.get(file);
    wanted.delete(file);
    if (draft !== undefined) await write(file, draft);
  };

  return {
    load: ref => inTurn(() => read(fileOf(ref))),
    save: (ref, draft) => {
      const file = fileOf(ref);
      wanted.set(file, draft);
      inTurn(() => writeWanted(file)).catch(failed);
    },
  };
}
