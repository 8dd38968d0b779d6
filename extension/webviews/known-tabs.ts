import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import * as v from "valibot";

const entries = v.array(v.object({ title: v.string(), ref: v.unknown() }));
type Entry = v.InferOutput<typeof entries>[number];

/** More tabs than anybody opens between two saves of VS Code. */
const REMEMBERED = 100;

/**
 * What the tabs that were opened last show. A tab that VS Code saved in the moment in which it was opened comes back
 * without its page's state, and in a browser that is the rule for the first minute: only its title then tells which it was.
 */
export interface KnownTabs {
  remember(title: string, ref: unknown): void;
  /** What tabs of this title showed; several where titles are not unique. */
  find(title: string): Promise<readonly unknown[]>;
}

/** Remembers in a file. `failed` hears of what could not be written. */
export function knownTabs(file: string, failed: (error: unknown) => void): KnownTabs {
  const read = async (): Promise<readonly Entry[]> => {
    const text = await readFile(file, "utf8").catch(() => undefined);
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), entries), text);
    return parsed.success ? parsed.output : [];
  };

  const write = async (all: readonly Entry[]): Promise<void> => {
    await mkdir(dirname(file), { recursive: true });
    const temporary = `${file}.${randomUUID()}`;
    await writeFile(temporary, JSON.stringify(all), { mode: 0o600 });
    await rename(temporary, file);
  };

  let known: Promise<readonly Entry[]> | undefined;
  const now = (): Promise<readonly Entry[]> => (known ??= read());

  return {
    remember(title, ref) {
      const same = (entry: Entry): boolean =>
        entry.title === title && JSON.stringify(entry.ref) === JSON.stringify(ref);
      known = now().then(async before => {
        const after = [...before.filter(entry => !same(entry)), { title, ref }].slice(-REMEMBERED);
        await write(after).catch(failed);
        return after;
      });
    },
    find: async title => (await now()).filter(entry => entry.title === title).map(({ ref }) => ref),
  };
}
