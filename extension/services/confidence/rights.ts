import * as l10n from "@vscode/l10n";
import { isCancelled, ServiceError } from "../../core/errors.ts";
import type { Identity, SignIn } from "../service.ts";
import type { Client } from "./client.ts";
import type { Directory } from "./directory.ts";
import { labelOf } from "./directory.ts";
import { policiesOf } from "./policies.ts";
import { pages, type WireApiClient, wireCurrentUser, type WireRole } from "./wire.ts";

/** What managing API clients needs, as Confidence writes it: verb, colon, resource. */
const NEEDED = ["list", "read", "create", "update", "delete"].map(verb => `${verb}:apiclients`);

/**
 * Who is signed in, and which of the needed permissions are missing, as far as the server tells. Throws where the sign-in is refused.
 * There is no call that answers "what may I do", so it is put together from a list that works or does not, and from the roles that
 * policies name for this identity.
 */
export async function identify(
  signIn: SignIn,
  client: Client,
  directory: Directory,
  signal: AbortSignal,
): Promise<Identity> {
  const clientId = signIn.values["clientId"];
  const me = await whoAmI(client, signal);
  if (!(await mayList(client, signal))) {
    return {
      ...describe(me, clientId),
      missing: NEEDED.slice(0, 1),
      ...(clientId === undefined ? {} : { ownClientId: clientId }),
    };
  }
  const own = await ownApiClient(clientId, me?.identityName, client, signal);
  const ownClientId = clientId ?? own?.clientId;
  const granted = await grantedTo(
    own?.identity ?? me?.identityName,
    own?.roles ?? [],
    own?.permissions ?? [],
    client,
    directory,
    signal,
  );
  return {
    ...describe(me, clientId),
    ...(granted === undefined ? { unknown: cannotTell() } : {}),
    missing: granted === undefined ? [] : NEEDED.filter(permission => !holds(granted, permission)),
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
}

/** `GET /v1/currentUser`; undefined where this kind of sign-in has no such thing. A 401 is thrown: it means not signed in. */
async function whoAmI(client: Client, signal: AbortSignal): Promise<Me | undefined> {
  try {
    const { user, account, identity } = await client.call(
      { method: "GET", path: "/v1/currentUser" },
      wireCurrentUser,
      signal,
    );
    const identityName = typeof identity === "string" ? identity : identity?.name;
    return {
      label: user ? labelOf(user) : typeof identity === "object" && identity ? identity.displayName : "",
      account: typeof account === "string" ? account : (account?.displayName ?? ""),
      identityName: identityName === "" ? undefined : identityName,
    };
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

function describe(me: Me | undefined, clientId: string | undefined): Pick<Identity, "label" | "account"> {
  const label = me?.label ?? "";
  const name = label === "" ? clientId : label;
  return {
    label: name ?? l10n.t("the owner of this access token"),
    ...(me === undefined || me.account === "" ? {} : { account: me.account }),
  };
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
  identity: string | undefined,
  client: Client,
  signal: AbortSignal,
): Promise<WireApiClient | undefined> {
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
  identity: string | null | undefined,
  ownRoles: readonly string[],
  ownPermissions: readonly string[],
  client: Client,
  directory: Directory,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  const roles = await directory.roles(signal);
  if (!roles.ok) return undefined;
  try {
    const policies = identity ? await policiesOf(identity, client, signal) : [];
    const named = new Set([...ownRoles, ...policies.flatMap(policy => policy.roles)]);
    const permissions = roles.items.filter(({ name }) => named.has(name)).flatMap(permissionsOf);
    const granted = new Set([...ownPermissions, ...permissions].map(permission => permission.toLowerCase()));
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
