import * as l10n from "@vscode/l10n";
import { clean } from "../../core/clean-text.ts";
import { ServiceError } from "../../core/errors.ts";
import type { FormValues } from "../../core/form.ts";
import type { Http } from "../../core/http.ts";
import { Action, type ActionId, type Credential, type CredentialId } from "../../core/model.ts";
import { pause } from "../../core/pause.ts";
import type { Secret } from "../../core/secret.ts";
import type { Ahead, Identity, Outcome, Session, SignIn, Target } from "../service.ts";
import { EXTEND, RESTORE } from "./actions.ts";
import { type Client, createClient } from "./client.ts";
import { create } from "./create.ts";
import { type RoleNames, toCredential } from "./credential.ts";
import { createForm, editForm, extendForm, toUpdateBody, valuesOf } from "./form.ts";
import { impactOf } from "./impact.ts";
import { list } from "./list.ts";
import { type NamedRole, workspaceRoles } from "./roles.ts";
import { settle } from "./settle.ts";
import { twinOf } from "./twin.ts";
import { change, fetchKey, pathOf, type Proof, regenerate } from "./update.ts";
import { pages, type WireAccessKey } from "./wire.ts";

/** The connection field that says which shared space. */
export const SHARED_SPACE = "sharedSpace";

/** So often a secret is tried before it is said that nobody knows. */
const PROOF_ATTEMPTS = 3;

/** A server whose directory is out for a moment refuses everybody, and a secret that is thrown away for it never comes back. */
const PROOF_REFUSALS = 2;

/** One shared space of an Octane server with one sign-in. */
export function openSession({ baseUrl, fields }: Target, signIn: SignIn, http: Http): Session {
  const client = createClient(baseUrl, signIn, http);
  const space = `/api/shared_spaces/${encodeURIComponent(fields[SHARED_SPACE] ?? "")}`;
  let roles: ReadonlyMap<string, NamedRole> = new Map();
  const names: RoleNames = { get: id => roles.get(id) };
  /** Names are a kindness: where they can't be had, ids are shown. */
  const learnRoles = async (signal: AbortSignal): Promise<void> => {
    const found = await workspaceRoles(space, client, signal).catch(() => undefined);
    if (found !== undefined) roles = new Map(found.map(role => [role.id, role]));
  };
  const show = (key: WireAccessKey): Credential => toCredential(key, client.serverTime(), names);

  /** How a key was when a form of it was opened, by action and id, so that only what the person changed is sent. */
  const began = new Map<string, FormValues>();

  const clientAs = (clientId: string, secret: Secret): Client =>
    createClient(baseUrl, { method: "key", values: { clientId }, secrets: { clientSecret: secret } }, http);

  /** Signing in anew as somebody tells whether a secret counts, without touching this session. Tried again where nobody answers. */
  const proves: Proof = async (clientId, secret, signal) => {
    let refusals = 0;
    for (let attempt = 1; attempt <= PROOF_ATTEMPTS; attempt++) {
      try {
        await clientAs(clientId, secret).signIn(AbortSignal.any([signal, AbortSignal.timeout(15_000)]));
        return true;
      } catch (error) {
        if (signal.aborted) throw error;
        if (error instanceof ServiceError && error.kind === "unauthenticated") refusals++;
        if (refusals === PROOF_REFUSALS) return false;
        if (attempt < PROOF_ATTEMPTS) await pause(500 * attempt, signal);
      }
    }
    return undefined;
  };

  const perform = async (
    action: ActionId,
    id: CredentialId,
    input: FormValues,
    signal: AbortSignal,
    ahead?: Ahead,
  ): Promise<Outcome> => {
    const path = pathOf(space, id);
    switch (action) {
      case Action.edit:
      case EXTEND: {
        const before = began.get(`${action} ${id}`) ?? valuesOf(await fetchKey(path, client, signal));
        const body = toUpdateBody(input, before);
        const key = await change(path, body, client, signal);
        began.delete(`${action} ${id}`);
        const credential = show(key);
        const changed = Object.entries(before).filter(
          ([name, value]) => name in input && JSON.stringify(input[name]) !== JSON.stringify(value),
        );
        return {
          credential,
          message: l10n.t("Saved “{0}”.", credential.label),
          ...(Object.keys(body).length === 0
            ? {}
            : { undo: { action: RESTORE, id, input: Object.fromEntries(changed) } }),
        };
      }
      case RESTORE: {
        const body = toUpdateBody(input, valuesOf(await fetchKey(path, client, signal)));
        const credential = show(await change(path, body, client, signal));
        return { credential, message: l10n.t("“{0}” is as it was.", credential.label) };
      }
      case Action.revoke: {
        const credential = show(await change(path, { is_valid: false }, client, signal));
        return { credential, message: l10n.t("Revoked “{0}”.", credential.label) };
      }
      case Action.regenerate:
        return regenerate(path, signIn, proves, client, signal, ahead);
      case Action.reveal:
        throw neverGivenOut();
      default:
        throw new Error(`Octane has no action ${action}`);
    }
  };

  return {
    now: () => client.serverTime(),
    verify: signal => verify(signIn, space, client, signal),
    list(query, signal) {
      if (roles.size === 0) void learnRoles(signal);
      return list(space, query, names, client, signal);
    },

    async choices(_field, signal) {
      await client.signIn(signal);
      const query = { fields: "id,name", limit: "1000" };
      const { data } = await client.call({ method: "GET", path: "/api/shared_spaces", query }, pages.spaces, signal);
      return data.map(({ id, name }) => ({ value: id, label: clean(name === "" ? id : name), description: clean(id) }));
    },

    async get(id, signal) {
      const [key] = await Promise.all([fetchKey(pathOf(space, id), client, signal), learnRoles(signal)]);
      return show(key);
    },

    async form(action, id, signal) {
      if (id === undefined) return createForm(space, client, signal);
      const key = await fetchKey(pathOf(space, id), client, signal);
      began.set(`${action} ${id}`, valuesOf(key));
      return action === EXTEND ? extendForm(key) : editForm(key, space, client, signal);
    },

    impact: (action, credentials) =>
      Promise.resolve(impactOf(action, credentials, signIn.method === "key" ? signIn.values["clientId"] : undefined)),

    settle: (intent, signal) => settle(intent, { own: signIn, proves, client, clientAs }, signal),

    async twin(id, signal) {
      const key = await fetchKey(pathOf(space, id), client, signal);
      return twinOf(key, client.serverTime());
    },

    perform(action, id, input, signal, ahead) {
      if (action === Action.create) return create(space, input, proves, client, signal, ahead);
      if (id === undefined) throw new Error(`the action ${action} needs an API access key`);
      return perform(action, id, input, signal, ahead);
    },
  };
}

/** Signs in, and tries whether keys may be listed: the documentation wants a shared space admin for that. */
async function verify(signIn: SignIn, space: string, client: Client, signal: AbortSignal): Promise<Identity> {
  await client.signIn(signal);
  const label = signIn.values["clientId"] ?? signIn.values["user"] ?? "";
  const own = signIn.method === "key" && label !== "" ? { ownClientId: label } : {};
  try {
    await client.call(
      { method: "GET", path: `${space}/api_accesses`, query: { limit: "1", fields: "name" } },
      pages.accessKeys,
      signal,
    );
    return { label, missing: [], ...own };
  } catch (error) {
    if (!(error instanceof ServiceError) || error.kind !== "forbidden") throw error;
    return { label, missing: [l10n.t("shared space admin")], ...own };
  }
}

const neverGivenOut = (): ServiceError =>
  new ServiceError({
    kind: "not-found",
    message: l10n.t("Octane never gives out the secret of a key."),
    hint: l10n.t("If nobody kept it, regenerate it: the key gets a new secret, and the old one stops working."),
  });
