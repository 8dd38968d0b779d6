import type { Disposable } from "../core/disposable.ts";
import { confidence } from "./confidence/index.ts";
import { confluence } from "./confluence/index.ts";
import { octane } from "./octane/index.ts";
import type { Service } from "./service.ts";

const own: readonly Service[] = [confidence, octane, confluence];
const guests = new Map<string, Service>();
const listeners = new Set<(service: string) => void>();

/** Every service that Keyporter knows now, in the order in which they are offered: its own, then those of other extensions. */
export const services = (): readonly Service[] => [...own, ...guests.values()];

export const serviceById = (id: string): Service | undefined => services().find(({ info }) => info.id === id);

/** Takes a service in until it is disposed. Throws where another one has its id. */
export function addService(service: Service): Disposable {
  const { id } = service.info;
  if (serviceById(id) !== undefined) throw new TypeError(`Keyporter has a service with the id ${id} already`);
  guests.set(id, service);
  tell(id);
  return {
    dispose() {
      if (guests.get(id) !== service) return;
      guests.delete(id);
      tell(id);
    },
  };
}

/** Tells the id of a service that came or went. */
export function onDidChangeServices(listener: (service: string) => void): Disposable {
  listeners.add(listener);
  return { dispose: () => void listeners.delete(listener) };
}

const tell = (id: string): void => {
  for (const listener of listeners) listener(id);
};
