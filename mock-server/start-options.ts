import * as v from "valibot";
import { isTime, readTime } from "./clock.ts";
import { faultSchema } from "./faults/faults.ts";
import type { Fault } from "./faults/faults.ts";
import { isHostName } from "./guard.ts";
import type { JournalEntry } from "./journal/journal.ts";
import type { TlsFiles } from "./listen.ts";
import { changeOptions, defaultOptions } from "./options.ts";
import type { Options } from "./options.ts";
import { readGiven } from "./read-given.ts";
import { StartError } from "./start-error.ts";

/** How to start a mock server; everything has a default. types/mock.d.ts is what a user of the package sees of this. */
export interface MockServerOptions {
  readonly port?: number;
  readonly host?: string;
  readonly allowRemote?: boolean;
  readonly db?: string;
  readonly seed?: string;
  readonly reset?: boolean;
  readonly options?: Readonly<Record<string, string | number>>;
  readonly allowHosts?: readonly string[];
  readonly cors?: readonly string[];
  readonly tls?: TlsFiles;
  readonly randomSeed?: number;
  readonly now?: string;
  readonly faults?: readonly Fault[];
  readonly onRequest?: (entry: JournalEntry) => void;
  readonly onError?: (error: unknown) => void;
}

const startSchema = v.strictObject({
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))),
  host: v.optional(v.string()),
  allowRemote: v.optional(v.boolean()),
  db: v.optional(
    v.pipe(v.string(), v.nonEmpty("This has to be the path of a file; without it the state is in memory.")),
  ),
  seed: v.optional(v.string()),
  reset: v.optional(v.boolean()),
  options: v.optional(v.looseObject({})),
  allowHosts: v.optional(
    v.array(v.pipe(v.string(), v.check(isHostName, "This has to be a name without scheme and port."))),
  ),
  cors: v.optional(
    v.array(v.pipe(v.string(), v.check(isOrigin, "This has to be an origin such as http://localhost:3000."))),
  ),
  tls: v.optional(v.strictObject({ cert: v.string(), key: v.string() })),
  randomSeed: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  now: v.optional(v.string()),
  faults: v.optional(v.array(v.unknown())),
  onRequest: v.optional(v.function()),
  onError: v.optional(v.function()),
});

/** Scripts have no compiler that would find a misspelt name, and a server without what was asked for. Throws StartError. */
export function checkStart(given: MockServerOptions): void {
  const read = readGiven(startSchema, given);
  if ("problem" in read) throw new StartError(`The mock server can't start like this. ${read.problem}`);
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/** The options that a server starts with. Throws StartError. */
export function startingOptions(changes: Readonly<Record<string, string | number>>): Options {
  const options = changeOptions(defaultOptions, changes);
  if ("problem" in options) throw new StartError(options.problem);
  return options;
}

/** A time to stand still at from the start; undefined where the clock is to run. */
export function standingAt(now: string | undefined): number | undefined {
  if (now === undefined) return undefined;
  const time = readTime(now);
  if (Number.isNaN(time)) throw new StartError(`${JSON.stringify(now)} is no time; write 2026-01-31T12:00:00Z.`);
  if (!isTime(time)) throw new StartError(`${JSON.stringify(now)} is too far away: the clock goes from 1970 to 9999.`);
  return time;
}

/** A fault that makes sense. Throws StartError. */
export function validFault(fault: Fault): Fault {
  const read = readGiven(faultSchema, fault);
  if ("problem" in read) throw new StartError(`A fault does not fit: ${read.problem}`);
  return read.value;
}
