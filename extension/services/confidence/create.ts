import * as l10n from "@vscode/l10n";
import { ServiceError } from "../../core/errors.ts";
import { type FormValues, listOf } from "../../core/form.ts";
import { Secret } from "../../core/secret.ts";
import type { Incomplete, Outcome } from "../service.ts";
import { GRANT } from "./actions.ts";
import type { Client } from "./client.ts";
import { idOf, toCredential } from "./credential.ts";
import { toCreateBody } from "./form.ts";
import { filterFor } from "./search.ts";
import { pages, type WireApiClient, wireApiClient } from "./wire.ts";

/**
 * `POST /v1/apiClients`. Roles go into the body as the guide of 2023 documents. A server of the newer generation answers without them
 * (or refuses to know them): then the client is there, and what is left to do is a policy, which the outcome says.
 */
export async function create(values: FormValues, client: Client, signal: AbortSignal): Promise<Outcome> {
  const body = toCreateBody(values);
  const created = await createOnce(body, client, signal);
  const credential = toCredential(created);
  const left = leftToDo(values, created);
  return {
    credential,
    message: l10n.t("Created the API client “{0}”.", credential.label),
    ...(created.clientSecret ? { issued: { credential, secret: new Secret(created.clientSecret) } } : {}),
    ...(left === undefined ? {} : { incomplete: left }),
  };
}

async function createOnce(
  body: Readonly<Record<string, unknown>>,
  client: Client,
  signal: AbortSignal,
): Promise<WireApiClient> {
  const post = (content: Readonly<Record<string, unknown>>): Promise<WireApiClient> =>
    client.call({ method: "POST", path: "/v1/apiClients", body: content }, wireApiClient, signal);
  const before = client.serverTime();
  try {
    return await post(body);
  } catch (error) {
    if (refusesAccessFields(error)) {
      return post(Object.fromEntries(Object.entries(body).filter(([key]) => key !== "roles" && key !== "permissions")));
    }
    if (error instanceof ServiceError && error.outcomeUnknown) return findCreated(body, before, error, client);
    throw error;
  }
}

/** A 400 because `roles` or `permissions` are no field of an API client (any more): nothing was created. */
const refusesAccessFields = (error: unknown): boolean =>
  error instanceof ServiceError &&
  error.kind === "invalid" &&
  (error.field === "roles" || error.field === "permissions") &&
  /unknown (?:field|name)|cannot find field|unrecogni[sz]ed/iu.test(error.message);

/**
 * No answer came, so the client may or may not be there: asks the server. Exactly one of that name that is younger
 * than the request must be ours.
 */
async function findCreated(
  body: Readonly<Record<string, unknown>>,
  before: Date,
  lost: ServiceError,
  client: Client,
): Promise<WireApiClient> {
  // The person's cancel ended the request; looking up what became of it must still be possible.
  const signal = AbortSignal.timeout(15_000);
  const name = String(body["displayName"]);
  const filter = filterFor(name);
  const found: WireApiClient[] = [];
  try {
    for await (const batch of client.pages(
      "/v1/apiClients",
      filter === undefined ? {} : { filter },
      pages.apiClients,
      signal,
    )) {
      found.push(...batch.filter(item => item.displayName === name && isSince(item, before)));
    }
  } catch (cause) {
    throw new ServiceError({
      kind: lost.kind === "cancelled" ? "cancelled" : "unavailable",
      message: l10n.t("No answer came, so it is not known whether the API client “{0}” was created.", name),
      hint: l10n.t("Refresh the list before you try again. What you typed is kept."),
      outcomeUnknown: true,
      cause,
    });
  }
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new ServiceError({
    kind: lost.kind,
    message:
      found.length === 0
        ? l10n.t("The API client “{0}” was not created: {1}", name, lost.message)
        : l10n.t("No answer came, and there are {0} new API clients named “{1}”.", found.length, name),
    hint:
      found.length === 0
        ? l10n.t("You can try again; what you typed is kept.")
        : l10n.t("Refresh the list and look which one is yours."),
    outcomeUnknown: found.length > 0,
    cause: lost,
  });
}

/** Half a minute of grace: the `Date` header counts whole seconds, and clocks of one service differ. */
const isSince = ({ createTime }: WireApiClient, before: Date): boolean =>
  createTime instanceof Date && createTime.getTime() >= before.getTime() - 30_000;

function leftToDo(values: FormValues, created: WireApiClient): Incomplete | undefined {
  const roles = listOf(values, "roles");
  const permissions = listOf(values, "permissions");
  const ignoredPermissions = permissions.length > 0 && !created.permissions;
  if (roles.length === 0 || created.roles) {
    return ignoredPermissions ? nothingToRetry(created, permissions) : undefined;
  }
  return {
    message:
      l10n.t(
        "The API client “{0}” was created, but its roles were not granted: this server grants access through policies. The API client itself is finished and will not be created again.",
        created.displayName,
      ) +
      (ignoredPermissions
        ? ` ${l10n.t("Single permissions can't be granted there; choose a role that has them.")}`
        : ""),
    retryLabel: l10n.t("Create a Policy with These Roles"),
    retry: { action: GRANT, id: idOf(created), input: { roles } },
  };
}

const nothingToRetry = (created: WireApiClient, permissions: readonly string[]): Incomplete => ({
  message: l10n.t(
    "The API client “{0}” was created, but not given the permissions {1}: this server grants access through roles and policies only. The API client itself is finished and will not be created again.",
    created.displayName,
    permissions.join(", "),
  ),
  retryLabel: l10n.t("Choose Roles..."),
  retry: { action: GRANT, id: idOf(created), input: {} },
});
