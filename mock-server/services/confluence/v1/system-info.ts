import { editions } from "../inferred.ts";
import type { Desk, Reply, Route, UserCall } from "../route.ts";

export const systemInfoRoutes: readonly Route[] = [
  { method: "GET", path: "/wiki/rest/api/settings/systemInfo", access: "user", handle: get },
];

/** What kind of site this is: for whoever may use Confluence, says its reference. */
function get({ state, options }: Desk, { site }: UserCall): Reply {
  return {
    body: {
      cloudId: state.cloudId,
      commitHash: "0000000000000000000000000000000000000000",
      baseUrl: `${site}/wiki`,
      edition: editions[options["confluence.plan"]],
      siteTitle: "Keyporter",
      defaultLocale: "en_GB",
      defaultTimeZone: "Etc/UTC",
    },
  };
}
