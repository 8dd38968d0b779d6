import * as l10n from "@vscode/l10n";
import { describeError, isCancelled, ServiceError } from "../../core/errors.ts";
import { Action, credentialId, type CredentialId } from "../../core/model.ts";
import { Secret } from "../../core/secret.ts";
import { generateSecret } from "../../core/secret-rules.ts";
import type { Ahead, Outcome, SignIn } from "../service.ts";
import type { Client } from "./client.ts";
import { stateOf, toCredential } from "./credential.ts";
import { regenerateFacts } from "./facts.ts";
import { FIELD_SETS } from "./fields.ts";
import { SECRET_RULES } from "./secret-rules.ts";
import { type WireAccessKey, wireAccessKey } from "./wire.ts";

/** `S/api_accesses/1003`. The id comes from a server, so it must not be able to name another path. */
export const pathOf = (space: string, id: CredentialId): string => {
  if (!/^[\w-]+$/u.test(id)) {
    throw new ServiceError({ kind: "protocol", message: l10n.t("“{0}” is not an id that Octane gives.", id) });
  }
  return `${space}/api_accesses/${id}`;
};

/** `GET` of one key, with all that is shown about it. */
export async function fetchKey(path: string, client: Client, signal: AbortSignal): Promise<WireAccessKey> {
  const get = (fields: string): Promise<WireAccessKey> =>
    client.call({ method: "GET", path, query: { fields } }, wireAccessKey, signal);
  return get(FIELD_SETS[0]).catch((error: unknown) => {
    if (error instanceof ServiceError && error.kind === "invalid") return get(FIELD_SETS[1]);
    throw error;
  });
}

/** `PUT` of some fields. What comes back may be less than the whole key, so that is asked for again. */
export async function change(
  path: string,
  body: Readonly<Record<string, unknown>>,
  client: Client,
  signal: AbortSignal,
): Promise<WireAccessKey> {
  if (Object.keys(body).length === 0) return fetchKey(path, client, signal);
  await client.call({ method: "PUT", path, query: { fields: "client_id" }, body }, wireAccessKey, signal);
  return fetchKey(path, client, signal).catch((error: unknown) => {
    throw changedUnseen(error);
  });
}

/** The change counts, whatever became of the look at it: nobody may take that failure, or a cancel of it, for one of the change. */
const changedUnseen = (cause: unknown): ServiceError =>
  new ServiceError({
    kind: cause instanceof ServiceError && !isCancelled(cause) ? cause.kind : "unavailable",
    message: l10n.t("The change was made, but looking at the key afterwards failed: {0}", describeError(cause)),
    hint: l10n.t("Refresh the connection; the row then shows how it is."),
    outcomeUnknown: true,
    cause,
  });

/** Whether this secret signs in; undefined where nobody answers. */
export type Proof = (clientId: string, secret: Secret, signal: AbortSignal) => Promise<boolean | undefined>;

/** After a lost answer, whatever ended the request: the person's cancel must not keep the secret from them. */
export const ofItsOwnTime = (): AbortSignal => new AbortController().signal;

/**
 * `PUT {is_valid: true, client_secret}`: the same client ID with a new secret of ours. Where no answer comes, signing in with the
 * new secret tells whether it counts.
 */
export async function regenerate(
  path: string,
  own: SignIn,
  proves: Proof,
  client: Client,
  signal: AbortSignal,
  ahead: Ahead = () => Promise.resolve(),
): Promise<Outcome> {
  const before = await fetchKey(path, client, signal);
  const secret = new Secret(generateSecret(SECRET_RULES));
  const { id, name, client_id } = before;
  const facts = regenerateFacts({ path, clientId: client_id });
  await ahead({ action: Action.regenerate, id: credentialId(id), label: name, secret, facts });
  let isSure = true;
  try {
    const body = { is_valid: true, client_secret: secret.reveal() };
    await client.call({ method: "PUT", path, query: { fields: "client_id" }, body }, wireAccessKey, signal);
  } catch (error) {
    if (!(error instanceof ServiceError) || !error.outcomeUnknown) throw error;
    // A key that has expired can't sign in with any secret, so that proves nothing about it.
    const hasExpired = stateOf(before, client.serverTime()) === "expired";
    const proof = hasExpired ? undefined : await proves(before.client_id, secret, ofItsOwnTime());
    if (proof === false) throw error;
    isSure = proof === true;
  }
  const isOwn = own.method === "key" && own.values["clientId"] === before.client_id;
  const newSignIn: SignIn = { ...own, secrets: { clientSecret: secret } };
  const credential = toCredential({ ...before, is_valid: true }, client.serverTime());
  return {
    credential,
    issued: { credential, secret },
    message: isSure
      ? l10n.t("“{0}” has a new secret; the old one no longer works.", credential.label)
      : l10n.t(
          "No answer came, so it is not known whether the new secret of “{0}” counts. Save it: if the old one no longer works, this one does.",
          credential.label,
        ),
    ...(isSure ? {} : { unproved: true }),
    ...(isOwn && isSure ? { newSignIn } : {}),
  };
}
