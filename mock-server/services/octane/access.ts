import type { Request } from "express";
import type { Options } from "../../options.ts";
import { accountOf, workspaceRolesOf } from "./account.ts";
import type { Account } from "./account.ts";
import { readCookie, sessionCookie } from "./cookies.ts";
import { notAuthenticated, notAuthorized, OctaneFailure } from "./failures.ts";
import { errorCodes, keysOnlyStatus } from "./inferred.ts";
import { sessionOf } from "./session.ts";
import type { Session } from "./session.ts";
import type { State } from "./state.ts";

/** Who makes a request, and by which session; without one, each request carries the credentials. */
export interface Caller {
  readonly account: Account;
  readonly session: Session | undefined;
}

/** The caller of a request. Throws where nobody is signed in, or a session ended, or only keys may call. */
export function callerOf(state: State, request: Request, options: Options, now: number): Caller {
  const caller = byBasic(state, request, options, now) ?? bySession(state, request, options, now);
  if (caller === undefined) throw notAuthenticated();
  demandKey(caller.account, options);
  return caller;
}

/** Throws where only API access keys may call, and this is a person. */
export function demandKey(account: Account, options: Options): void {
  if (options["octane.apiKeysOnly"] === "off" || account.kind === "key") return;
  throw new OctaneFailure(
    keysOnlyStatus,
    errorCodes.keysOnly,
    "The REST API of this server is restricted to API access keys (RESTRICT_REST_API_TO_API_KEYS_ONLY). Sign in with the client ID and client secret of a key.",
  );
}

/** Whether an account administers the whole shared space. */
export function isSpaceAdmin({ roles, workspaceRoles }: State, account: Account): boolean {
  return workspaceRolesOf(account).some(id => {
    const found = workspaceRoles.get(id);
    return found?.workspace === null && roles.get(found.role)?.logicalName === "role.shared.space.admin";
  });
}

/** Throws where the caller is no shared space administrator. */
export function demandSpaceAdmin(state: State, account: Account): void {
  if (isSpaceAdmin(state, account)) return;
  throw notAuthorized("Only a shared space administrator may do this. Ask for the role Space Admin.");
}

/** The ids of the workspaces that an account may see. */
export function visibleWorkspaces(state: State, account: Account): ReadonlySet<string> {
  if (isSpaceAdmin(state, account)) return new Set(state.workspaces.all().map(({ id }) => id));
  const workspaces = workspaceRolesOf(account).map(id => state.workspaceRoles.get(id)?.workspace);
  return new Set(workspaces.filter(id => typeof id === "string"));
}

function byBasic(state: State, request: Request, options: Options, now: number): Caller | undefined {
  if (options["octane.basicAuth"] === "off") return undefined;
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+) *$/i.exec(request.headers.authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const at = pair.indexOf(":");
  const account = at < 0 ? undefined : accountOf(state, pair.slice(0, at), pair.slice(at + 1), now);
  if (account === undefined) throw notAuthenticated();
  return { account, session: undefined };
}

function bySession(state: State, request: Request, options: Options, now: number): Caller | undefined {
  const session = sessionOf(state, readCookie(request, sessionCookie) ?? "", options, now);
  return session && { account: session.account, session };
}
