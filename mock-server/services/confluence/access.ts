import type { Options } from "../../options.ts";
import { keyOf } from "./admin-key.ts";
import { bearerNotTaken, noConfluence, scopeRefused, unauthenticated } from "./failures.ts";
import type { State, User } from "./state.ts";
import { isToken } from "./token-hash.ts";

/** Who makes a request. On a public site that may be nobody in particular. */
export type Caller = { readonly kind: "user"; readonly user: User } | { readonly kind: "anonymous" };

/**
 * Who may call a resource: `account` wants any Atlassian account, `user` one that has Confluence, and `reader` also
 * takes anonymous people where the site is public.
 */
export type Access = "account" | "user" | "reader";

/** The caller that an `Authorization` header stands for, if that one may call at all. */
export function callerOf(state: State, authorization: string | undefined, access: Access, options: Options): Caller {
  const user = userOf(state, authorization ?? "");
  if (user === undefined) {
    if (access === "reader" && options["confluence.public"] === "on") return { kind: "anonymous" };
    throw unauthenticated();
  }
  if (access !== "account" && !user.mayUseConfluence) throw noConfluence();
  return { kind: "user", user };
}

/** Wrong credentials are nobody's, like none at all: that is how a public site hides from a client that they are wrong. */
function userOf(state: State, authorization: string): User | undefined {
  if (/^Bearer\b/i.test(authorization)) throw bearerNotTaken();
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+) *$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const at = pair.indexOf(":");
  if (at < 0) return undefined;
  const email = pair.slice(0, at).toLowerCase();
  const user = [...state.users.values()].find(known => known.email.toLowerCase() === email);
  const token = user?.tokens.find(({ hash }) => isToken(state.signingKey, pair.slice(at + 1), hash));
  if (token?.scoped) throw scopeRefused();
  return token && user;
}

/** Whether a request is to be answered with the admin key: it has to say so, and its caller has to have one. */
export function bringsKey(
  state: State,
  caller: Caller,
  header: string | undefined,
  options: Options,
  now: number,
): boolean {
  if (caller.kind !== "user" || header?.trim().toLowerCase() !== "true") return false;
  return keyOf(state, caller.user, options, now) !== undefined;
}
