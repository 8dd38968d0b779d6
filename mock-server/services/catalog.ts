import type { MockService } from "../service.ts";
import { confidence } from "./confidence/index.ts";
import { confluence } from "./confluence/index.ts";
import { octane } from "./octane/index.ts";

/** Every service that this server stands in for. A further one is a folder beside this file and a line here. */
export const services: readonly MockService[] = [confidence, octane, confluence];
