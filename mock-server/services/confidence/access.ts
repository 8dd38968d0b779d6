import { denied, unauthenticated } from "./failures.ts";
import { everyone, identityOfUser, scopeOf } from "./inferred.ts";
import { subjectOf } from "./jwt.ts";
import type { ApiClient, State, User } from "./state.ts";

/** Who makes a request. */
export type Caller =
  | { readonly kind: "user"; readonly user: User; readonly name: string; readonly identity: string }
  | { readonly kind: "apiClient"; readonly client: ApiClient; readonly name: string; readonly identity: string };

/** The caller that an `Authorization` header stands for. Throws UNAUTHENTICATED where it stands for none. */
export function callerOf(state: State, authorization: string | undefined, now: number): Caller {
  const token = /^Bearer +([^\s]+) *$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) throw unauthenticated();
  const fixed = state.fixedTokens.find(known => known.token === token);
  const user = fixed && state.users.get(fixed.user);
  if (user) return { kind: "user", user, name: user.name, identity: identityOfUser(lastPart(user.name)) };
  // A token says nothing about whether its client is still there.
  const client = state.apiClients.get(subjectOf(token, state.signingKey, now) ?? "");
  if (client) return { kind: "apiClient", client, name: client.name, identity: client.identity };
  throw unauthenticated();
}

/** What a caller may do: by its policies, and for an API client by its own roles and permissions. */
export function scopesOf(state: State, caller: Caller): ReadonlySet<string> {
  return new Set(grantsOf(state, caller).flatMap(scopes => scopes));
}

/** Throws PERMISSION_DENIED where the caller lacks a scope. */
export function demand(state: State, caller: Caller, scope: string): void {
  if (!grantsOf(state, caller).some(scopes => scopes.includes(scope))) {
    throw denied(`The caller lacks the permission ${scope}.`);
  }
}

/** The scopes that each policy, role and permission of a caller brings. */
function grantsOf(state: State, caller: Caller): (readonly string[])[] {
  const own = caller.kind === "apiClient" ? caller.client : { roles: [], permissions: [] };
  const policies = state.policies
    .all()
    .filter(({ identities }) => identities.includes(caller.identity) || identities.includes(everyone));
  const roles = [...own.roles, ...policies.flatMap(policy => policy.roles)];
  const ownScopes = own.permissions.map(permission => scopeOf(permission) ?? permission);
  return [ownScopes, ...roles.map(role => state.roles.get(role)?.permissions ?? [])];
}

/** `xa8c...` of `users/xa8c...`. */
export function lastPart(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}
