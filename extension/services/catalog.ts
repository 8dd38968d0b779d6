import { confidence } from "./confidence/index.ts";
import { confluence } from "./confluence/index.ts";
import { octane } from "./octane/index.ts";
import type { Service } from "./service.ts";

/** Every service that Keyporter knows, in the order in which they are offered. */
export const services: readonly Service[] = [confidence, octane, confluence];

export const serviceById = (id: string): Service | undefined => services.find(({ info }) => info.id === id);
