import { createApp } from "./app.ts";
import { createClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import type { Resettable } from "./control/controlled.ts";
import { resettable } from "./control/controlled.ts";
import { controlRouter } from "./control/router.ts";
import { createStreams } from "./control/streams.ts";
import { countsOf } from "./counts.ts";
import { dashboard } from "./dashboard-files.ts";
import { createFaults } from "./faults/faults.ts";
import type { Faults } from "./faults/faults.ts";
import { isLoopback } from "./guard.ts";
import { HttpFailure } from "./http-failure.ts";
import { check, expectationSchema } from "./journal/expectation.ts";
import type { Expectation, Findings } from "./journal/expectation.ts";
import { createJournal } from "./journal/journal.ts";
import type { Journal } from "./journal/journal.ts";
import { listen } from "./listen.ts";
import { changeOptions } from "./options.ts";
import type { Options } from "./options.ts";
import { createRandom } from "./random.ts";
import { readGiven } from "./read-given.ts";
import { createSnapshots } from "./snapshots.ts";
import type { Snapshots } from "./snapshots.ts";
import { StartError } from "./start-error.ts";
import { checkStart, standingAt, startingOptions, validFault } from "./start-options.ts";
import type { MockServerOptions } from "./start-options.ts";
import { openState } from "./state.ts";
import { version } from "../package.json";

export { StartError };
export type { MockServerOptions };
export { readFaults } from "./faults/fault-text.ts";
export { serviceNames, serviceOf } from "./owners.ts";

/** A mock server that accepts connections. */
export interface MockServer {
  readonly url: string;
  readonly port: number;
  readonly db: string | undefined;
  readonly damaged: string | undefined;
  readonly seed: string;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Omit<Journal, "add">;
  readonly snapshots: Snapshots;
  readonly options: () => Options;
  readonly setOptions: (changes: Readonly<Record<string, string | number>>) => void;
  readonly check: (expected: Expectation) => Findings;
  readonly exportState: () => unknown;
  readonly importState: (state: unknown) => Promise<void>;
  readonly reset: (seed?: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts the mock server: on a free port and in memory unless told otherwise. Throws StartError with one clear line. */
export async function startMockServer(given: MockServerOptions = {}): Promise<MockServer> {
  checkStart(given);
  const { host = "127.0.0.1", port = 0, allowRemote = false, randomSeed, tls } = given;
  if (!allowRemote && !isLoopback(host)) {
    throw new StartError(
      `${host} is open to other machines, and the demo sign-ins are public. Add --allow-remote to do that.`,
    );
  }
  const clock = createClock(undefined, standingAt(given.now));
  let random = createRandom(randomSeed);
  const faults = createFaults(() => random);
  const startFaults = () => {
    for (const fault of given.faults ?? []) faults.add(validFault(fault));
  };
  startFaults();
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
  const reset = async (seed: string | undefined, parts: readonly Resettable[]) => {
    if (parts.includes("state")) await state.reseed(seed, () => resetParts(parts));
    else resetParts(parts);
  };
  const resetParts = (parts: readonly Resettable[]) => {
    if (parts.includes("clock")) clock.reset();
    if (parts.includes("options")) options = startOptions;
    if (parts.includes("faults")) {
      faults.clear();
      startFaults();
    }
    if (parts.includes("journal")) journal.clear();
    if (parts.includes("state")) random = createRandom(randomSeed);
  };
  const health = () => ({
    status: "ok",
    version,
    pid: process.pid,
    db: state.file ?? "memory",
    ...(state.damaged === undefined ? {} : { damaged: state.damaged }),
    seed: state.seed(),
    services: [...state.services.keys()],
    now: new Date(clock.now()).toISOString(),
  });
  const exportText = () => JSON.stringify(state.exported());
  const snapshots = createSnapshots({
    now: clock.now,
    seed: state.seed,
    exportText,
    importText: text => state.imported(JSON.parse(text)),
  });
  const streams = createStreams();

  const scheme = tls === undefined ? "http" : "https";
  const { app, messages } = createApp({
    clock,
    random: () => random,
    faults,
    journal,
    guard: { allowHosts: [...(given.allowHosts ?? []), host], cors: given.cors ?? [], remote: allowRemote, scheme },
    control: controlRouter({
      clock,
      faults,
      journal,
      snapshots,
      streams,
      options: () => options,
      setOptions,
      reset,
      exportState: state.exported,
      importState: state.imported,
      health,
      counts: () => countsOf(state.services),
    }),
    dashboard: dashboard(),
    services: state.services,
    report: given.onError ?? (() => undefined),
  });
  try {
    const listening = await listen(app, messages, { host, port }, tls);
    return {
      url: `${scheme}://${host.includes(":") ? `[${host}]` : host}:${listening.port}`,
      port: listening.port,
      db: state.file,
      damaged: state.damaged,
      get seed() {
        return state.seed();
      },
      clock,
      faults: { ...faults, add: fault => faults.add(validFault(fault)) },
      journal,
      snapshots,
      options: () => options,
      setOptions,
      check: expected => check(validExpectation(expected), journal.exchanges()),
      exportState: (): unknown => JSON.parse(exportText()),
      importState: state.imported,
      reset: seed => reset(seed, resettable),
      stop: async () => {
        streams.end();
        await listening.stop();
        await state.close();
      },
    };
  } catch (error) {
    await state.close();
    throw error;
  }
}

/** Scripts have no compiler that would find a misspelt name, and what nobody looks for is never found. */
function validExpectation(expected: Expectation): Expectation {
  const read = readGiven(expectationSchema, expected);
  if ("problem" in read) throw new HttpFailure(400, `The expectation does not fit: ${read.problem}`);
  return read.value;
}
