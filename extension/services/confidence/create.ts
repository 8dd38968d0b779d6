import * as l10n from "@vscode/l10n";
import { ServiceError } from "../../core/errors.ts";
import { type FormValues, listOf } from "../../core/form.ts";
import { Action } from "../../core/model.ts";
import { Secret } from "../../core/secret.ts";
import { UNREADABLE } from "../../core/wire-time.ts";
import type { Ahead, Incomplete, Outcome } from "../service.ts";
import { GRANT } from "./actions.ts";
import { type Client, SERVICE } from "./client.ts";
import { idOf, toCredential } from "./credential.ts";
import { toCreateBody } from "./form.ts";
import { filterFor } from "./search.ts";
import { withPolicies } from "./share-access.ts";
import { pages, type WireApiClient, wireApiClient } from "./wire.ts";

/**
 * `POST /v1/apiClients`. Roles go into the body as the guide of 2023 documents. A server of the newer generation answers without them
 * (or refuses to know them): then the client is there, and what is left to do is a policy, which the outcome says.
 */
export async function create(
  values: FormValues,
  client: Client,
  signal: AbortSignal,
  ahead: Ahead = () => Promise.resolve(),
): Promise<Outcome> {
  const body = toCreateBody(values);
  await ahead({ action: Action.create, label: String(body["displayName"]), facts: { at: String(Date.now()) } });
  const created = await createOnce(body, client, signal);
  const credential = toCredential(created);
  const left = await withPolicies(created, values, leftToDo(values, created), client, signal);
  return {
    credential,
    message: l10n.t("Created the API client “{0}”.", credential.label),
    ...(created.clientSecret ? { issued: { credential, secret: new Secret(created.clientSecret) } } : {}),
    ...(left === undefined ? {} : { incomplete: left }),
  };
}

type Body = Readonly<Record<string, unknown>>;

async function createOnce(body: Body, client: Client, signal: AbortSignal): Promise<WireApiClient> {
  try {
    return await post(body, client, signal);
  } catch (error) {
    if (!refusesAccessFields(error)) throw error;
    return post(withoutAccess(body), client, signal);
  }
}

const withoutAccess = (body: Body): Body =>
  Object.fromEntries(Object.entries(body).filter(([key]) => key !== "roles" && key !== "permissions"));

/** Sent once, and never again: where no answer comes, what became of it is looked up. */
async function post(body: Body, client: Client, signal: AbortSignal): Promise<WireApiClient> {
  const started = performance.now();
  try {
    return await client.call({ method: "POST", path: "/v1/apiClients", body }, wireApiClient, signal);
  } catch (error) {
    if (error instanceof ServiceError && error.outcomeUnknown) {
      return findCreated(String(body["displayName"]), () => performance.now() - started, error, client);
    }
    throw error;
  }
}

/** A 400 because `roles` or `permissions` are no field of an API client (any more): nothing was created. */
const refusesAccessFields = (error: unknown): boolean =>
  error instanceof ServiceError &&
  error.kind === "invalid" &&
  (error.field === "roles" || error.field === "permissions") &&
  /unknown (?:field|name)|cannot find field|no such field|unrecogni[sz]ed/iu.test(error.message);

/**
 * No answer came, so the client may or may not be there: asks the server. Exactly one of that name that is younger
 * than the request must be ours.
 */
async function findCreated(
  name: string,
  elapsed: () => number,
  lost: ServiceError,
  client: Client,
): Promise<WireApiClient> {
  // The person's cancel ended the request; the look-up has a time of its own.
  const found = await createdSince(name, elapsed, client, AbortSignal.timeout(15_000)).catch((cause: unknown) => {
    throw new ServiceError({
      kind: lost.kind === "cancelled" ? "cancelled" : "unavailable",
      message: l10n.t("No answer came, so it is not known whether the API client “{0}” was created.", name),
      hint: l10n.t("Refresh the list before you try again. What you typed is kept."),
      outcomeUnknown: true,
      cause,
    });
  });
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw found.length === 0 ? notCreated(name, lost) : severalCreated(name, found.length, lost);
}

/** Those of that name that came to be since a moment, which was so many milliseconds ago. */
export async function createdSince(
  name: string,
  elapsed: () => number,
  client: Client,
  signal: AbortSignal,
): Promise<readonly WireApiClient[]> {
  const filter = filterFor(name);
  const gather = async (query: Readonly<Record<string, string>>): Promise<readonly WireApiClient[]> => {
    const named: WireApiClient[] = [];
    for await (const batch of client.pages("/v1/apiClients", query, pages.apiClients, signal)) {
      named.push(...batch.filter(({ displayName }) => displayName === name));
    }
    // By the server's clock, which is known for sure only now that it has answered.
    const since = client.serverTime().getTime() - elapsed() - GRACE_MS;
    const fresh = named.filter(({ createTime }) => createTime instanceof Date && createTime.getTime() >= since);
    if (fresh.length === 0 && named.some(({ createTime }) => createTime === UNREADABLE)) throw ofUnknownAge(name);
    return fresh;
  };
  const filtered = filter === undefined ? [] : await gather({ filter }).catch(ifRefused);
  // "Not created" must not hang on how a server understands a filter.
  return filtered.length > 0 ? filtered : gather({});
}

function ifRefused(error: unknown): readonly WireApiClient[] {
  if (error instanceof ServiceError && error.kind === "invalid") return [];
  throw error;
}

/** The `Date` header counts whole seconds, and the clocks of one service differ. */
const GRACE_MS = 30_000;

/** It may be the one that was just asked for, or one of years ago. */
const ofUnknownAge = (name: string): ServiceError =>
  new ServiceError({
    kind: "protocol",
    service: SERVICE,
    message: l10n.t("There is an API client “{0}”, but when it was created can't be read.", name),
    hint: l10n.t("Refresh the list and look whether it is the one you asked for."),
    outcomeUnknown: true,
  });

/** Nobody waits for the end of the work any more, and whoever cut the connection may not be who does it. */
const notCreated = (name: string, lost: ServiceError): ServiceError =>
  new ServiceError({
    kind: lost.kind,
    message: l10n.t("The API client “{0}” is not there so far: {1}", name, lost.message),
    hint: l10n.t("Refresh the list before you try again. What you typed is kept."),
    outcomeUnknown: true,
    cause: lost,
  });

const severalCreated = (name: string, count: number, lost: ServiceError): ServiceError =>
  new ServiceError({
    kind: lost.kind,
    message: l10n.t("No answer came, and there are {0} new API clients named “{1}”.", count, name),
    hint: l10n.t("Refresh the list and look which one is yours."),
    outcomeUnknown: true,
    cause: lost,
  });

function leftToDo(values: FormValues, created: WireApiClient): Incomplete | undefined {
  const roles = listOf(values, "roles");
  const permissions = listOf(values, "permissions");
  // An empty list is what a server answers that knows the field no more, but sends every field.
  const isEmpty = (names: readonly string[] | null | undefined): boolean => (names ?? []).length === 0;
  const ignoredPermissions = permissions.length > 0 && isEmpty(created.permissions);
  if (roles.length === 0 || !isEmpty(created.roles)) {
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
