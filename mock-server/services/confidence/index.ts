import * as v from "valibot";
import type { MockService } from "../../service.ts";
import { heldState } from "../held-state.ts";
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
    const { current, hold } = heldState<State>();
    return {
      owns: path => path === "/v1" || path.startsWith("/v1/"),
      handle: routerOf(routes, context, current),
      describe,
      state: current,
      load: saved => hold(revive(v.parse(savedSchema, saved))),
      seed: seed => hold(revive(seeded(seed, context.random()))),
    };
  },
};
