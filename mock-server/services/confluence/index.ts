import * as v from "valibot";
import type { MockService } from "../../service.ts";
import { heldState } from "../held-state.ts";
import { describe } from "./failures.ts";
import { routerOf } from "./router.ts";
import { seeded } from "./seed.ts";
import { revive, savedSchema } from "./state.ts";
import type { State } from "./state.ts";
import { tenantRoutes } from "./tenant.ts";
import { auditRoutes } from "./v1/audit.ts";
import { contentRoutes } from "./v1/content.ts";
import { searchRoutes } from "./v1/search.ts";
import { spaceRoutes as v1SpaceRoutes } from "./v1/spaces.ts";
import { systemInfoRoutes } from "./v1/system-info.ts";
import { userRoutes } from "./v1/users.ts";
import { adminKeyRoutes } from "./v2/admin-key.ts";
import { pageRoutes } from "./v2/pages.ts";
import { spaceRoutes } from "./v2/spaces.ts";

const routes = [
  ...adminKeyRoutes,
  ...spaceRoutes,
  ...pageRoutes,
  ...v1SpaceRoutes,
  // Before the content with an id: `search` is none.
  ...searchRoutes,
  ...contentRoutes,
  ...auditRoutes,
  ...userRoutes,
  ...systemInfoRoutes,
  ...tenantRoutes,
];
const roots = ["/wiki", "/_edge"];

/** Confluence Cloud: the admin key, and enough around it to see what it does. */
export const confluence: MockService = {
  name: "confluence",
  create: context => {
    const { current, hold } = heldState<State>();
    return {
      owns: path => roots.some(root => path === root || path.startsWith(`${root}/`)),
      handle: routerOf(routes, context, current),
      describe: (failure, path) => describe(failure, path, context.clock),
      state: current,
      load: saved => hold(revive(v.parse(savedSchema, saved))),
      seed: seed => hold(revive(seeded(seed, context.random()))),
    };
  },
};
