import { createApp } from "./app.ts";
import { createClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { controlRouter, resettable } from "./control.ts";
import { createFaults } from "./faults.ts";
import type { Faults } from "./faults.ts";
import { isLoopback } from "./guard.ts";
import { HttpFailure } from "./http-failure.ts";
import { createJournal } from "./journal.ts";
import type { Journal, JournalEntry } from "./journal.ts";
import { listen } from "./listen.ts";
import type { TlsFiles } from "./listen.ts";
import { changeOptions, defaultOptions } from "./options.ts";
import type { Options } from "./options.ts";
import { createRandom } from "./random.ts";
import { StartError } from "./start-error.ts";
import { openState } from "./state.ts";

export { StartError };

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
  readonly onRequest?: (entry: JournalEntry) => void;
  readonly onError?: (error: unknown) => void;
}

/** A mock server that accepts connections. */
export interface MockServer {
  readonly url: string;
  readonly port: number;
  readonly db: string | undefined;
  readonly seed: string;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly options: () => Options;
  readonly setOptions: (changes: Readonly<Record<string, string | number>>) => void;
  readonly reset: (seed?: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts the mock server: on a free port and in memory unless told otherwise. Throws StartError with one clear line. */
export async function startMockServer(given: MockServerOptions = {}): Promise<MockServer> {
  const { host = "127.0.0.1", port = 0, allowRemote = false, randomSeed, tls } = given;
  if (!allowRemote && !isLoopback(host)) {
    throw new StartError(
      `${host} is open to other machines, and the demo sign-ins are public. Add --allow-remote to do that.`,
    );
  }
  const clock = createClock();
  let random = createRandom(randomSeed);
  const faults = createFaults(() => random);
  const journal = createJournal(undefined, given.onRequest);
  const startOptions = startingOptions(given.options ?? {});
  let options = startOptions;
  const state = await openState(
    { clock, random: () => random, options: () => options },
    { db: given.db, seed: given.seed ?? "demo", reset: given.reset ?? false },
  );

  const setOptions = (changes: unknown) => {
    const changed = changeOptions(options, changes);
    if ("problem" in changed) throw new HttpFailure(400, changed.problem);
    options = changed;
  };
  const reset = async (seed: string | undefined, parts: readonly string[]) => {
    if (parts.includes("clock")) clock.reset();
    if (parts.includes("options")) options = startOptions;
    if (parts.includes("faults")) faults.clear();
    if (parts.includes("journal")) journal.clear();
    if (parts.includes("state")) {
      random = createRandom(randomSeed);
      await state.reseed(seed);
    }
  };
  const health = () => ({
    status: "ok",
    pid: process.pid,
    db: state.file ?? "memory",
    seed: state.seed(),
    services: [...state.services.keys()],
    now: new Date(clock.now()).toISOString(),
  });

  const scheme = tls === undefined ? "http" : "https";
  const { app, messages } = createApp({
    clock,
    faults,
    journal,
    guard: { allowHosts: [...(given.allowHosts ?? []), host], cors: given.cors ?? [], remote: allowRemote, scheme },
    control: controlRouter({ clock, faults, journal, options: () => options, setOptions, reset, health }),
    services: state.services,
    report: given.onError ?? (() => undefined),
  });
  try {
    const listening = await listen(app, messages, { host, port }, tls);
    return {
      url: `${scheme}://${host.includes(":") ? `[${host}]` : host}:${listening.port}`,
      port: listening.port,
      db: state.file,
      get seed() {
        return state.seed();
      },
      clock,
      faults,
      journal,
      options: () => options,
      setOptions,
      reset: seed => reset(seed, resettable),
      stop: async () => {
        await listening.stop();
        await state.close();
      },
    };
  } catch (error) {
    await state.close();
    throw error;
  }
}

function startingOptions(changes: Readonly<Record<string, string | number>>): Options {
  const options = changeOptions(defaultOptions, changes);
  if ("problem" in options) throw new StartError(options.problem);
  return options;
}
