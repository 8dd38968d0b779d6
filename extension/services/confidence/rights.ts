import * as l10n from "@vscode/l10n";
import { isCancelled, ServiceError } from "../../core/errors.ts";
import type { Identity, SignIn } from "../service.ts";
import type { Client } from "./client.ts";
import type { Directory } from "./directory.ts";
import { labelOf } from "./directory.ts";
import { policiesOf } from "./policies.ts";
import { pages, type WireApiClient, wireCurrentUser, type WireRole } from "./wire.ts";

/** What managing API clients needs, as Confidence writes it: verb, colon, resource. */
const LIST = "list:apiclients";
const NEEDED = [LIST, "read:apiclients", "create:apiclients", "update:apiclients", "delete:apiclients"];

/**
 * Who is signed in, and which of the needed permissions are missing, as far as the server tells. Throws where the sign-in is refused.
 * `GET /v1/currentUser` lists one's permissions in the published proto; where it doesn't, they are put together from the roles that
 * policies name for this identity.
 */
export async function identify(
  signIn: SignIn,
  client: Client,
  directory: Directory,
  signal: AbortSignal,
): Promise<Identity> {
  const me = await whoAmI(client, signal);
  const canList = await mayList(client, signal);
  const own = canList ? await ownApiClient(signIn.values["clientId"], me, client, signal) : undefined;
  const granted = scopesOf(me) ?? (canList ? await grantedTo(me, own, client, directory, signal) : undefined);
  const ownClientId = signIn.values["clientId"] ?? own?.clientId;
  return {
    label: nameOf(me, own, ownClientId),
    ...(me === undefined || me.account === "" ? {} : { account: me.account }),
    missing: NEEDED.filter(
      needed => (needed === LIST && !canList) || (granted !== undefined && !holds(granted, needed)),
    ),
    ...(granted === undefined && canList ? { unknown: cannotTell() } : {}),
    ...(ownClientId === undefined || ownClientId === "" ? {} : { ownClientId }),
  };
}

const cannotTell = (): string =>
  l10n.t(
    "Listing API clients works. Whether you may create, change and delete them will show when you do: Confidence does not say so to this sign-in.",
  );

interface Me {
  readonly label: string;
  readonly account: string;
  readonly identityName: string | undefined;
  /** Empty where the server does not say. */
  readonly scopes: readonly string[];
}

const scopesOf = (me: Me | undefined): ReadonlySet<string> | undefined =>
  me === undefined || me.scopes.length === 0 ? undefined : new Set(me.scopes.map(scope => scope.toLowerCase()));

/** A person's name, or an API client's with its client ID, since names need not be unique. */
function nameOf(me: Me | undefined, own: WireApiClient | undefined, clientId: string | undefined): string {
  if (own !== undefined && own.displayName !== "") return l10n.t("{0} (client ID {1})", own.displayName, own.clientId);
  const label = me?.label ?? "";
  return label === "" ? (clientId ?? l10n.t("the owner of this access token")) : label;
}

/** `GET /v1/currentUser`; undefined where this kind of sign-in has no such thing. A 401 is thrown: it means not signed in. */
async function whoAmI(client: Client, signal: AbortSignal): Promise<Me | undefined> {
  try {
    const { user, account, identity, permissions } = await client.call(
      { method: "GET", path: "/v1/currentUser" },
      wireCurrentUser,
      signal,
    );
    const identityName = typeof identity === "string" ? identity : identity?.name;
    return {
      label: user ? labelOf(user) : typeof identity === "object" && identity ? identity.displayName : "",
      account: (typeof account === "string" ? account : (account?.displayName ?? "")).replace(/^accounts\//u, ""),
      scopes: permissions.map(({ scope }) => scope).filter(scope => scope !== ""),
      identityName: identityName === "" ? undefined : identityName,
    };
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

async function mayList(client: Client, signal: AbortSignal): Promise<boolean> {
  try {
    await client.call({ method: "GET", path: "/v1/apiClients", query: { pageSize: "1" } }, pages.apiClients, signal);
    return true;
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "forbidden") return false;
    throw error;
  }
}

/** Pages that are looked through for an identity, which no filter is documented for. */
const MOST_PAGES = 5;

/** The API client that signs in here, if it is one: found by its client ID, or by its identity among the first few hundred. */
async function ownApiClient(
  clientId: string | undefined,
  me: Me | undefined,
  client: Client,
  signal: AbortSignal,
): Promise<WireApiClient | undefined> {
  const identity = me?.identityName;
  if (clientId === undefined && identity === undefined) return undefined;
  const query: Readonly<Record<string, string>> =
    clientId === undefined ? {} : { filter: `clientId:"${clientId.replaceAll(/["\\]/gu, "\\$&")}"` };
  let page = 0;
  try {
    for await (const batch of client.pages("/v1/apiClients", query, pages.apiClients, signal)) {
      const own = batch.find(item =>
        clientId === undefined ? item.identity === identity : item.clientId === clientId,
      );
      if (own !== undefined || ++page === MOST_PAGES) return own;
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return undefined;
}

/** Every permission that roles and policies give; undefined where that can't be found out. */
async function grantedTo(
  me: Me | undefined,
  own: WireApiClient | undefined,
  client: Client,
  directory: Directory,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  const identity = own?.identity ?? me?.identityName;
  const roles = await directory.roles(signal);
  if (!roles.ok) return undefined;
  try {
    const policies = identity ? await policiesOf(identity, client, signal) : [];
    const named = new Set([...(own?.roles ?? []), ...policies.flatMap(policy => policy.roles)]);
    const permissions = roles.items.filter(({ name }) => named.has(name)).flatMap(permissionsOf);
    const granted = new Set([...(own?.permissions ?? []), ...permissions].map(permission => permission.toLowerCase()));
    // Groups and "everyone" may give more, and a role that spells its permissions in a way we don't know gives none here:
    // only where something about API clients was found is this knowledge rather than a guess.
    return [...granted].some(
      permission => permission.endsWith(":apiclients") || permission.endsWith(":*") || permission === "*",
    )
      ? granted
      : undefined;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

const permissionsOf = ({ permissions }: WireRole): readonly string[] =>
  permissions.flatMap(permission => {
    if (typeof permission === "string") return [permission];
    const name = permission["permission"] ?? permission["name"];
    return typeof name === "string" ? [name] : [];
  });

const holds = (granted: ReadonlySet<string>, permission: string): boolean => {
  const [verb, resource] = permission.split(":");
  return [permission, `${verb ?? ""}:*`, `*:${resource ?? ""}`, "*:*", "*"].some(name => granted.has(name));
};

/** The server said no, which tells something; not a broken line, which tells nothing. */
function isRefusal(error: unknown): boolean {
  if (isCancelled(error) || !(error instanceof ServiceError)) return false;
  return (
    error.kind === "forbidden" || error.kind === "not-found" || error.kind === "invalid" || error.kind === "protocol"
  );
}
