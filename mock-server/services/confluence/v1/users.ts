import { v1Failures } from "../failures.ts";
import { operations } from "../inferred.ts";
import type { Call, Desk, Reply, Route, UserCall } from "../route.ts";
import type { User } from "../state.ts";
import { type Expand, readExpand } from "./expand.ts";

export const userRoutes: readonly Route[] = [
  { method: "GET", path: "/wiki/rest/api/user/current", access: "reader", handle: current },
  { method: "GET", path: "/wiki/rest/api/user/anonymous", access: "user", handle: anonymous },
  { method: "GET", path: "/wiki/rest/api/user", access: "user", handle: get },
];

/** Who calls. On a public site that may be nobody, whatever credentials came with the request. */
function current(_: Desk, { caller, site, query }: Call): Reply {
  const known = caller.kind === "user" ? expanded(caller.user, site, readExpand(query)) : anonymousWire(site);
  return { body: withSite(known, site) };
}

function anonymous(_: Desk, { site }: UserCall): Reply {
  return { body: withSite(anonymousWire(site), site) };
}

/** A user with what the request wants to see besides. */
function expanded(user: User, site: string, expand: Expand) {
  const wire = userWire(user, site);
  if (!expand.has("operations")) return wire;
  const may = [...operations.everybody, ...(user.confluenceAdmin ? operations.confluenceAdmin : [])];
  return { ...wire, operations: may, _expandable: { personalSpace: "" } };
}

function get({ state }: Desk, { query, site }: UserCall): Reply {
  const accountId = query.get("accountId") ?? "";
  const user = state.users.get(accountId);
  if (user === undefined) throw v1Failures.user(accountId);
  return { body: withSite(expanded(user, site, readExpand(query)), site) };
}

interface Linked {
  readonly _links: object;
}

function withSite<Entity extends Linked>(entity: Entity, site: string) {
  return { ...entity, _links: { ...entity._links, base: `${site}/wiki`, context: "/wiki" } };
}

/** A user as v1 answers it. Nobody's email is private here. */
export function userWire({ accountId, email, displayName, timeZone }: User, site: string) {
  return {
    type: "known",
    accountId,
    accountType: "atlassian",
    email,
    publicName: displayName,
    profilePicture: picture(`/wiki/aa-avatar/${accountId}`),
    displayName,
    timeZone,
    isExternalCollaborator: false,
    isGuest: false,
    locale: "en_GB",
    accountStatus: "active",
    _expandable: { operations: "", personalSpace: "" },
    _links: { self: `${site}/wiki/rest/api/user?accountId=${encodeURIComponent(accountId)}` },
  };
}

function anonymousWire(site: string) {
  return {
    type: "anonymous",
    profilePicture: picture("/wiki/images/icons/profilepics/anonymous.svg"),
    displayName: "Anonymous",
    isExternalCollaborator: false,
    _expandable: { operations: "" },
    _links: { self: `${site}/wiki/rest/api/user/anonymous` },
  };
}

function picture(path: string) {
  return { path, width: 48, height: 48, isDefault: true };
}
