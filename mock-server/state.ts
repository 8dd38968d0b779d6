import * as v from "valibot";
import { HttpFailure } from "./http-failure.ts";
import { namesService, readSeed } from "./seed-name.ts";
import type { RunningService, Seed, ServiceContext } from "./service.ts";
import { services as catalog } from "./services/catalog.ts";
import { StartError } from "./start-error.ts";
import { errorCode } from "./store/replace-file.ts";
import { savedStateSchema } from "./store/saved-state.ts";
import type { SavedState } from "./store/saved-state.ts";
import { fileStore, memoryStore } from "./store/store.ts";

/** Where the state is to live, and what it starts with. */
export interface StateRequest {
  readonly db: string | undefined;
  readonly seed: string;
  /** Begin anew with the seed even where a state is found. */
  readonly reset: boolean;
}

/** All services, and what they keep between them. */
export interface State {
  readonly services: ReadonlyMap<string, RunningService>;
  readonly file: string | undefined;
  /** Where the file is kept that was found damaged at the start, if it was. */
  readonly damaged: string | undefined;
  readonly seed: () => string;
  /**
   * Begins anew; with the seed that it has where none is named. `first` is called when the seed has been read: it may
   * set what seeds go by, such as the clock.
   */
  readonly reseed: (seed: string | undefined, first: () => void) => Promise<void>;
  /** Everything there is, as the state file has it. It lives on: stringify it before anything else happens. */
  readonly exported: () => SavedState;
  /** Takes over what was exported; rejects with a HttpFailure and changes nothing where it does not fit. */
  readonly imported: (state: unknown) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens the database, or makes a new one. Throws StartError. */
export async function openState(context: Omit<ServiceContext, "save">, request: StateRequest): Promise<State> {
  // The services save to a store that needs them to judge what it finds.
  let save: () => Promise<void> = () => Promise.resolve();
  const services = new Map(catalog.map(({ name, create }) => [name, create({ ...context, save: () => save() })]));
  let seedName = request.seed;
  const load = (found: SavedState) => {
    for (const [name, service] of services) if (Object.hasOwn(found.services, name)) service.load(found.services[name]);
  };
  const takeOver = (found: SavedState) => {
    load(found);
    seedName = found.seed;
  };
  const store = request.db === undefined ? memoryStore() : await fileStore(request.db, load, takeOver);
  seedName = store.found?.seed ?? request.seed;
  const exported = () => snapshot(seedName, services);

  save = () =>
    store.save(exported()).catch((error: unknown) => {
      throw new HttpFailure(507, `The mock server could not save this (${errorCode(error)}). Nothing was changed.`);
    });
  /** Lets the services begin with a seed, all of them or those that a state lacks. */
  const plant = (name: string, seed: Seed, missingFrom?: SavedState) => {
    try {
      for (const [service, running] of services) {
        if (missingFrom === undefined || !Object.hasOwn(missingFrom.services, service)) running.seed(seed);
      }
    } catch (error) {
      if (!v.isValiError<v.GenericSchema>(error)) throw error;
      throw new StartError(`The seed ${name} does not fit: check ${placesOf(error)}.`);
    }
    seedName = name;
  };
  try {
    const found = request.reset ? undefined : store.found;
    // A database of an older version lacks the services that came later; they get the seed it was made with.
    const isComplete = found !== undefined && [...services.keys()].every(name => Object.hasOwn(found.services, name));
    if (!isComplete) {
      const name = found?.seed ?? request.seed;
      plant(name, await readSeed(name), found);
      await save();
    }
  } catch (error) {
    await store.close();
    throw error instanceof HttpFailure ? new StartError(error.message) : error;
  }

  /** Does something with the state, at once, or leaves it as it was where that fails. */
  const undoing = (action: () => void) => {
    const before = JSON.stringify(exported());
    try {
      action();
    } catch (error) {
      takeOver(v.parse(savedStateSchema, JSON.parse(before)));
      if (v.isValiError<v.GenericSchema>(error)) throw new HttpFailure(400, `Check ${placesOf(error)}.`);
      refuse(error);
    }
  };
  return {
    services,
    file: store.file,
    damaged: store.damaged,
    seed: () => seedName,
    reseed: async (name = seedName, first) => {
      // Before anything is undone: what others write meanwhile has to stay.
      const seed = await readSeed(name).catch(refuse);
      first();
      undoing(() => plant(name, seed));
      await save();
    },
    exported,
    imported: async given => {
      const isSeedHere = await hasSeedHere(given);
      undoing(() => {
        const state = v.parse(savedStateSchema, given);
        if (!namesService(state.services)) throw new HttpFailure(400, "The state has no part for any of the services.");
        takeOver(isSeedHere ? state : { ...state, seed: seedName });
      });
      await save();
    },
    close: store.close,
  };
}

/** Whether what a state was made with is on this machine, too; otherwise it could not be reset. */
async function hasSeedHere(given: unknown): Promise<boolean> {
  const { success, output } = v.safeParse(savedStateSchema, given);
  if (!success) return false;
  return readSeed(output.seed).then(
    () => true,
    () => false,
  );
}

/** While the server runs, what would have kept it from starting is the caller's mistake. */
function refuse(error: unknown): never {
  throw error instanceof StartError ? new HttpFailure(400, error.message) : error;
}

/** The places only: valibot's messages quote the values, and those may be secrets. */
function placesOf({ issues }: v.ValiError<v.GenericSchema>): string {
  return issues
    .slice(0, 5)
    .map(issue => v.getDotPath(issue) ?? "the whole")
    .join(", ");
}

function snapshot(seed: string, services: ReadonlyMap<string, RunningService>): SavedState {
  return {
    version: 1,
    seed,
    services: Object.fromEntries([...services].map(([name, service]) => [name, service.state()])),
  };
}
