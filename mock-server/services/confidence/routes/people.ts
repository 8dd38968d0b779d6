import { scopesOf } from "../access.ts";
import { denied, notFound } from "../failures.ts";
import { identitiesOf } from "../identities.ts";
import type { Identity } from "../identities.ts";
import { allScopes, permissionOfScope } from "../inferred.ts";
import { listPage } from "../list.ts";
import type { Call, Desk, Route, SignedInCall } from "../route.ts";
import type { User } from "../state.ts";
import { userWire } from "../wire.ts";

export const peopleRoutes: readonly Route[] = [
  { method: "GET", path: "/v1/users", scope: "list:users", handle: listUsers },
  { method: "GET", path: "/v1/users/:id", scope: "read:users", handle: getUser },
  { method: "GET", path: "/v1/identities", scope: "list:identities", handle: listIdentities },
  { method: "GET", path: "/v1/identities/:id", scope: "read:identities", handle: getIdentity },
  { method: "GET", path: "/v1/currentUser", handle: currentUser },
];

function listUsers({ state, options }: Desk, { query }: Call): object {
  return listPage<User>(
    "users",
    {
      items: state.users.all(),
      wire: userWire,
      options,
      fields: { name: user => user.name, fullName: user => user.fullName, email: user => user.email },
      labels: user => user.labels,
    },
    query,
  );
}

function getUser({ state, options }: Desk, { id }: Call): object {
  const user = state.users.get(`users/${id}`);
  if (user === undefined) throw notFound(`users/${id}`);
  return userWire(user, options);
}

function listIdentities({ state, options }: Desk, { query }: Call): object {
  return listPage<Identity>(
    "identities",
    {
      items: identitiesOf(state),
      wire: identity => identity,
      options,
      fields: {
        name: identity => identity.name,
        displayName: identity => identity.displayName,
        email: identity => identity.email,
        user: identity => identity.user ?? "",
        apiClient: identity => identity.apiClient ?? "",
      },
    },
    query,
  );
}

/** A missing identity is PERMISSION_DENIED: spotify/confidence-metrics-sync notes that it saw this on the live service. */
function getIdentity({ state }: Desk, { id }: Call): object {
  const identity = identitiesOf(state).find(({ name }) => name === `identities/${id}`);
  if (identity === undefined) throw denied(`The caller may not read identities/${id}.`);
  return identity;
}

function currentUser({ state, options }: Desk, { caller }: SignedInCall): object {
  const { account } = state;
  const scopes = scopesOf(state, caller);
  const membership = {
    account: account.name,
    externalId: account.externalId,
    displayName: account.displayName,
    loginId: account.loginId,
  };
  return {
    permissions: allScopes
      .filter(scope => scopes.has(scope))
      .map(scope => ({ scope, permission: permissionOfScope(scope) })),
    ...(caller.kind === "user" ? { user: userWire(caller.user, options) } : {}),
    accountMemberships: caller.kind === "user" ? [membership] : [],
    account: account.name,
    serviceAccountOauth2ClientId: account.serviceAccountOauth2ClientId,
    identity: caller.identity,
  };
}
