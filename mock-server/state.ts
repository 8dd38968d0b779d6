import * as v from "valibot";
import { HttpFailure } from "./http-failure.ts";
import { readSeed } from "./seed-name.ts";
import type { RunningService, ServiceContext } from "./service.ts";
import { services as catalog } from "./services/catalog.ts";
import { StartError } from "./start-error.ts";
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
  readonly seed: () => string;
  /** Begins anew; with the seed that it has where none is named. */
  readonly reseed: (seed: string | undefined) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens the database, or makes a new one. Throws StartError. */
export async function openState(context: Omit<ServiceContext, "save">, request: StateRequest): Promise<State> {
  // The services save to a store that needs them to judge what it finds.
  let save: () => Promise<void> = () => Promise.resolve();
  const services = new Map(catalog.map(({ name, create }) => [name, create({ ...context, save: () => save() })]));
  const accepts = (found: SavedState) => {
    for (const [name, service] of services) if (Object.hasOwn(found.services, name)) service.load(found.services[name]);
  };
  const store = request.db === undefined ? memoryStore() : await fileStore(request.db, accepts);
  let seedName = store.found?.seed ?? request.seed;

  save = () => store.save(snapshot(seedName, services));
  const plant = async (name: string, missingFrom?: SavedState) => {
    const seed = await readSeed(name);
    try {
      for (const [service, running] of services) {
        if (missingFrom === undefined || !Object.hasOwn(missingFrom.services, service)) running.seed(seed);
      }
    } catch (error) {
      if (!v.isValiError<v.GenericSchema>(error)) throw error;
      // The place only: valibot's message quotes the value, and that may be a secret.
      const place = error.issues.map(issue => v.getDotPath(issue) ?? "the whole").join(", ");
      throw new StartError(`The seed ${name} does not fit: check ${place}.`);
    }
    seedName = name;
    await save();
  };
  try {
    const found = request.reset ? undefined : store.found;
    // A database of an older version lacks the services that came later; they get the seed it was made with.
    const isComplete = found !== undefined && [...services.keys()].every(name => Object.hasOwn(found.services, name));
    if (!isComplete) await plant(found?.seed ?? request.seed, found);
  } catch (error) {
    await store.close();
    throw error;
  }
  return {
    services,
    file: store.file,
    seed: () => seedName,
    reseed: name =>
      plant(name ?? seedName).catch((error: unknown) => {
        throw error instanceof StartError ? new HttpFailure(400, error.message) : error;
      }),
    close: store.close,
  };
}

function snapshot(seed: string, services: ReadonlyMap<string, RunningService>): SavedState {
  return {
    version: 1,
    seed,
    services: Object.fromEntries([...services].map(([name, service]) => [name, service.state()])),
  };
}
