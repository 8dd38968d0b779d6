import * as v from "valibot";
import { environments } from "../connections/connection.ts";

/** One line of the journal: something that was tried. It never holds a secret. The version is for whoever changes this. */
export const entrySchema = v.object({
  version: v.literal(1),
  /** When it began, as ISO text. */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** The action's id, and its title as the person saw it. */
  action: v.string(),
  title: v.string(),
  connection: v.object({ id: v.string(), name: v.string(), environment: v.picklist(environments) }),
  credential: v.exactOptional(v.object({ id: v.exactOptional(v.string()), label: v.exactOptional(v.string()) })),
  /** `unknown`: no answer came, and nobody knows whether it was done. */
  result: v.picklist(["done", "failed", "cancelled", "unknown"]),
  error: v.exactOptional(v.object({ kind: v.string(), message: v.string() })),
  durationMs: v.pipe(v.number(), v.minValue(0)),
});
export type Entry = v.InferOutput<typeof entrySchema>;

export type Result = Entry["result"];

/** What could be read of a journal, the oldest first. */
export interface Read {
  readonly entries: readonly Entry[];
  /** Lines that are none: half of one that a crash left, or one of a later version. */
  readonly unreadable: number;
}

/** The entries of a journal's text. What can't be read is counted, and hides nothing else. */
export function parseLines(text: string): Read {
  const lines = text.split("\n").filter(line => line.trim() !== "");
  const entries = lines.flatMap(line => {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), entrySchema), line);
    return parsed.success ? [parsed.output] : [];
  });
  return { entries, unreadable: lines.length - entries.length };
}
