import * as v from "valibot";
import type { MockService } from "../../service.ts";
import { describe } from "./failures.ts";
import { routerOf } from "./router.ts";
import { apiClientRoutes } from "./routes/api-clients.ts";
import { peopleRoutes } from "./routes/people.ts";
import { policyRoutes } from "./routes/policies.ts";
import { roleRoutes } from "./routes/roles.ts";
import { tokenRoutes } from "./routes/token.ts";
import { seeded } from "./seed.ts";
import { revive, savedSchema } from "./state.ts";
import type { State } from "./state.ts";

const routes = [...tokenRoutes, ...apiClientRoutes, ...roleRoutes, ...policyRoutes, ...peopleRoutes];

/** Confidence IAM: API clients and what they lean on. */
export const confidence: MockService = {
  name: "confidence",
  create: context => {
    let state: State | undefined;
    const current = () => {
      if (state === undefined) throw new Error("The service has to be seeded or loaded before it is asked.");
      return state;
    };
    return {
      owns: path => path === "/v1" || path.startsWith("/v1/"),
      handle: routerOf(routes, context, current),
      describe,
      state: current,
      load: saved => {
        state = revive(v.parse(savedSchema, saved));
      },
      seed: seed => {
        state = revive(seeded(seed, context.random()));
      },
    };
  },
};
