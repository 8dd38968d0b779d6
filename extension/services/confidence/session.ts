import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import { isCancelled, ServiceError } from "../../core/errors.ts";
import { type FormValues, listOf } from "../../core/form.ts";
import type { Http } from "../../core/http.ts";
import { Action, type Credential, type CredentialId } from "../../core/model.ts";
import { Secret } from "../../core/secret.ts";
import type { Identity, Outcome, Session, SignIn, Target } from "../service.ts";
import { GRANT, SHARE_ACCESS } from "./actions.ts";
import { type Client, createClient, SERVICE } from "./client.ts";
import { create } from "./create.ts";
import { referencesOf, toCredential } from "./credential.ts";
import { createDirectory, type Directory } from "./directory.ts";
import { createForm, editForm, grantForm, toUpdateBody, valuesOf } from "./form.ts";
import { impactOfDelete } from "./impact.ts";
import { list } from "./list.ts";
import { ownersOf } from "./owners.ts";
import { grantRoles, policiesOf } from "./policies.ts";
import { identify } from "./rights.ts";
import { settle } from "./settle.ts";
import { shareAccess } from "./share-access.ts";
import { tokenSource } from "./token.ts";
import { lacksOf, twinOf } from "./twin.ts";
import { type WireApiClient, wireApiClient, type WirePolicy } from "./wire.ts";

/** Confidence's IAM API at one base URL with one sign-in. */
export function openSession(target: Target, signIn: SignIn, http: Http): Session {
  const client = createClient(target.baseUrl, tokenSource(target.baseUrl, signIn, http), http);
  const directory = createDirectory(client);
  let identity: Identity | undefined;
  /** What each edit form began with: the measure of what the person changed in it. */
  const began = new Map<CredentialId, FormValues>();

  const fetchOne = (id: CredentialId, signal: AbortSignal): Promise<WireApiClient> =>
    client.call({ method: "GET", path: pathOf(id) }, wireApiClient, signal).catch((error: unknown) => {
      throw maybeMissing(error);
    });

  /** With a pasted token only the server knows; where it does not tell, the warning is left out rather than the action. */
  const ownClientId = async (signal: AbortSignal): Promise<string | undefined> => {
    try {
      identity ??= await identify(signIn, client, directory, signal);
      return identity.ownClientId;
    } catch (error) {
      if (isCancelled(error)) throw error;
      return undefined;
    }
  };

  return {
    async verify(signal) {
      identity = await identify(signIn, client, directory, signal);
      return identity;
    },

    list: (query, signal) => list(query, client, signal),

    async get(id, signal) {
      return surround(await fetchOne(id, signal), client, directory, signal);
    },

    async form(action, id, signal) {
      if (id === undefined) return createForm(directory, signal);
      const present = await fetchOne(id, signal);
      if (action === GRANT) return grantForm(present, directory, signal);
      const form = await editForm(present, directory, signal);
      began.set(id, form.values);
      return form;
    },

    async impact(_action, credentials, signal) {
      return impactOfDelete(credentials, signIn.values["clientId"] ?? (await ownClientId(signal)));
    },

    settle: (intent, signal) => settle(intent, client, async id => reveal(await fetchOne(id, signal)), signal),

    twin: async (id, signal) => twinOf(await fetchOne(id, signal), client, signal),

    async lacks(old, twin, signal) {
      const [before, after] = await Promise.all([fetchOne(old, signal), fetchOne(twin, signal)]);
      return lacksOf(before, after, client, signal);
    },

    owners: (names, signal) => ownersOf(names, directory, signal),

    async perform(action, id, input, signal, ahead) {
      if (action === Action.create) return create(input, client, signal, ahead);
      if (id === undefined) throw new Error(`the action ${action} needs an API client`);
      switch (action) {
        case Action.edit: {
          const present = await fetchOne(id, signal);
          const outcome = await edit(present, input, began.get(id) ?? valuesOf(present), client, signal);
          began.delete(id);
          return outcome;
        }
        case Action.reveal:
          return reveal(await fetchOne(id, signal));
        case Action.delete:
          return remove(id, client, signal);
        case GRANT:
          return grant(await fetchOne(id, signal), input, client, signal);
        case SHARE_ACCESS:
          return shareAccess(await fetchOne(id, signal), input, client, signal);
        default:
          throw new Error(`Confidence has no action ${action}`);
      }
    },
  };
}

/** `apiClients/abc` -> `/v1/apiClients/abc`. The id comes from a server, so it must not be able to name another path. */
function pathOf(id: CredentialId): string {
  const own = id.replace(/^apiClients\//u, "");
  // These mean another path however they are escaped.
  if (!/^\.{0,2}$/u.test(own)) return `/v1/apiClients/${encodeURIComponent(own)}`;
  throw new ServiceError({
    kind: "protocol",
    service: SERVICE,
    message: l10n.t("The server named an API client “{0}”, which can't be a name.", id),
    hint: l10n.t("Nothing was sent. Please report this to whoever runs the server."),
  });
}

/** For a name that does not exist Confidence's identities answer 403, and nobody knows whether its API clients do. */
function maybeMissing(error: unknown): unknown {
  if (!(error instanceof ServiceError) || error.kind !== "forbidden") return error;
  return new ServiceError({
    kind: "forbidden",
    service: error.service,
    status: error.status,
    message: error.message,
    hint: l10n.t(
      "Your sign-in may lack the permission, or it was deleted meanwhile: Confidence does not always tell these apart. Refresh the list, or ask an administrator.",
    ),
    cause: error,
  });
}

async function surround(
  found: WireApiClient,
  client: Client,
  directory: Directory,
  signal: AbortSignal,
): Promise<Credential> {
  const policies = found.identity ? await visiblePolicies(found.identity, client, signal) : undefined;
  const ids = [...referencesOf(found), ...(policies ?? []).flatMap(({ roles }) => roles)];
  const references = await directory.resolve(ids, signal);
  const names = new Map(references.flatMap(({ id, label }) => (label === undefined ? [] : [[id, label] as const])));
  return toCredential(found, { names, policies });
}

async function visiblePolicies(
  identity: string,
  client: Client,
  signal: AbortSignal,
): Promise<readonly WirePolicy[] | undefined> {
  try {
    return await policiesOf(identity, client, signal);
  } catch (error) {
    if (isCancelled(error)) throw error;
    return undefined;
  }
}

async function edit(
  present: WireApiClient,
  input: FormValues,
  before: FormValues,
  client: Client,
  signal: AbortSignal,
): Promise<Outcome> {
  const changes = toUpdateBody(input, before);
  const fields = Object.keys(changes);
  if (fields.length === 0) {
    return {
      credential: toCredential(present),
      message: l10n.t("“{0}” is as it was: nothing was changed.", present.displayName),
    };
  }
  const id = toCredential(present).id;
  const updated = await client.call(
    { method: "PATCH", path: pathOf(id), query: { updateMask: fields.join(",") }, body: changes },
    wireApiClient,
    signal,
  );
  return { credential: toCredential(updated), message: l10n.t("Saved “{0}”.", updated.displayName) };
}

function reveal(found: WireApiClient): Outcome {
  const credential = toCredential(found);
  if (found.clientSecret) {
    const secret = new Secret(found.clientSecret);
    return {
      credential,
      issued: { credential, secret },
      message: l10n.t("The client secret of “{0}”.", credential.label),
    };
  }
  throw new ServiceError({
    kind: "not-found",
    message: l10n.t("Confidence does not give out the client secret of “{0}” again.", credential.label),
    hint: l10n.t("If nobody kept it, create a new API client and switch to that one."),
  });
}

/** `DELETE` answers with an empty message. One that is gone already is what was wanted. */
async function remove(id: CredentialId, client: Client, signal: AbortSignal): Promise<Outcome> {
  try {
    await client.call({ method: "DELETE", path: pathOf(id) }, v.unknown(), signal);
    return { message: l10n.t("The API client was deleted.") };
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "not-found") {
      return { message: l10n.t("Someone else had already deleted it.") };
    }
    throw maybeMissing(error);
  }
}

async function grant(found: WireApiClient, input: FormValues, client: Client, signal: AbortSignal): Promise<Outcome> {
  const credential = toCredential(found);
  if (!found.identity) {
    throw new ServiceError({
      kind: "invalid",
      message: l10n.t(
        "The server does not name an identity for “{0}”, so no policy can refer to it.",
        credential.label,
      ),
      hint: l10n.t("Give it its roles with Edit, or in Confidence's own administration."),
    });
  }
  const target = { id: credential.id, identity: found.identity, label: credential.label };
  const policy = await grantRoles(target, listOf(input, "roles"), client, signal);
  return { credential, message: l10n.t("“{0}” has its roles through the policy {1}.", credential.label, policy.name) };
}
