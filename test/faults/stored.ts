import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import * as v from "valibot";

/** As long as a browser's secret storage, scaled down: what it said to have stored is lost in a crash before that. */
export const FLUSH_MS = 150;

const texts = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()));

/** A secret storage that answers at once, and is on disk some time later. */
export function lazyStorage(file: string) {
  const values = read(file);
  return {
    get: async (name: string): Promise<string | undefined> => values[name],
    store: async (name: string, value: string): Promise<void> => {
      values[name] = value;
      const flush = async (): Promise<void> => {
        await delay(FLUSH_MS);
        writeFileSync(`${file}.part`, JSON.stringify(values));
        renameSync(`${file}.part`, file);
      };
      void flush();
    },
  };
}

function read(file: string): Record<string, string> {
  try {
    return v.parse(texts, readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}
