import * as v from "valibot";
import type { MockService } from "../../service.ts";
import { heldState } from "../held-state.ts";
import { createCorrelation } from "./correlation.ts";
import { describe } from "./failures.ts";
import { routerOf } from "./router.ts";
import { accessKeyRoutes } from "./routes/access-keys.ts";
import { authenticationRoutes } from "./routes/authentication.ts";
import { metadataRoutes } from "./routes/metadata.ts";
import { resourceRoutes } from "./routes/resources.ts";
import { seeded } from "./seed.ts";
import { revive, savedSchema } from "./state.ts";
import type { State } from "./state.ts";

const routes = [...authenticationRoutes, ...resourceRoutes, ...accessKeyRoutes, ...metadataRoutes];
const roots = ["/authentication", "/api/shared_spaces"];

/** ALM Octane: API access keys and what they lean on. */
export const octane: MockService = {
  name: "octane",
  create: context => {
    const { current, hold } = heldState<State>();
    const correlation = createCorrelation();
    return {
      owns: path => roots.some(root => path === root || path.startsWith(`${root}/`)),
      handle: routerOf(routes, context, current),
      describe: failure => describe(failure, correlation.next),
      state: current,
      load: saved => hold(revive(v.parse(savedSchema, saved))),
      seed: seed => {
        hold(revive(seeded(seed, context.random(), context.clock.now())));
        // After the seed, so that what it made stays what it was.
        correlation.restart(context.random());
      },
    };
  },
};
