import type { Route } from "./route.ts";

/** Which site this is, for Atlassian's gateway. Anybody may ask. */
export const tenantRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/_edge/tenant_info",
    access: "anyone",
    handle: ({ state }) => ({ body: { cloudId: state.cloudId } }),
  },
];
