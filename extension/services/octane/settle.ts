import * as l10n from "@vscode/l10n";
import { ServiceError } from "../../core/errors.ts";
import { Action, type Credential } from "../../core/model.ts";
import type { Secret } from "../../core/secret.ts";
import { isLate } from "../kept-facts.ts";
import type { Intent, Settled, SignIn } from "../service.ts";
import type { Client } from "./client.ts";
import { keysOnceNamed } from "./create.ts";
import { stateOf, toCredential } from "./credential.ts";
import { parseCreateFacts, parseRegenerateFacts } from "./facts.ts";
import { fetchKey, type Proof } from "./update.ts";
import type { WireAccessKey } from "./wire.ts";

export interface SettleParts {
  /** What this connection signs in with. */
  readonly own: SignIn;
  readonly proves: Proof;
  readonly client: Client;
  readonly clientAs: (clientId: string, secret: Secret) => Client;
}

/** What became of a create or a regenerate. Signing in with the secret that was kept proves whose it is. */
export function settle(intent: Intent, parts: SettleParts, signal: AbortSignal): Promise<Settled> {
  return intent.action === Action.create
    ? settleCreate(intent, parts, signal)
    : settleRegenerate(intent, parts, signal);
}

async function settleCreate(
  { label, secret, facts }: Intent,
  { proves, client }: SettleParts,
  signal: AbortSignal,
): Promise<Settled> {
  const { space, before, at } = parseCreateFacts(facts);
  // It may have been renamed since: whoever refreshes the list finds it there, settled or not.
  const added = (await keysOnceNamed(label, space, client, signal)).filter(
    ({ id, is_valid }) => is_valid && !before.has(id),
  );
  const show = async (key: WireAccessKey): Promise<Credential> => {
    const whole = await fetchKey(`${space}/api_accesses/${key.id}`, client, signal).catch(() => key);
    return toCredential(whole, client.serverTime());
  };
  if (secret === undefined) {
    const ofThisName = added.filter(({ name }) => name === label);
    return withoutSecret(label, at, await Promise.all(ofThisName.map(show)));
  }

  let isOpen = false;
  const unprovable: WireAccessKey[] = [];
  for (const key of added) {
    // One that has expired can't sign in, with whatever secret.
    if (stateOf(key, client.serverTime()) === "expired") unprovable.push(key);
    else {
      const proof = await proves(key.client_id, secret, signal);
      if (proof === true) return created(await show(key), secret);
      isOpen ||= proof === undefined;
    }
  }
  const [only] = unprovable;
  if (only !== undefined && unprovable.length === 1 && !isOpen) {
    return { ...created(await show(only), secret), unproved: true };
  }
  if (isOpen || unprovable.length > 0) return { type: "unknown", message: cannotTell(label) };
  return isLate(at)
    ? { type: "not-done", message: neverCreated(label) }
    : { type: "unknown", message: notSoFar(label) };
}

const created = (credential: Credential, secret: Secret): Extract<Settled, { type: "issued" }> => ({
  type: "issued",
  issued: { credential, secret },
  message: l10n.t("“{0}” was created; its secret is here.", credential.label),
});

/** The setting did not want the secret on disk, so nobody has it any more. */
function withoutSecret(label: string, at: number, added: readonly Credential[]): Settled {
  const [only] = added;
  if (only !== undefined && added.length === 1) {
    return {
      type: "secret-lost",
      credential: only,
      message: l10n.t(
        "“{0}” was created, but its secret was not to be kept (keyporter.vault.keep) and is gone: regenerate it.",
        label,
      ),
    };
  }
  if (only !== undefined) return { type: "unknown", message: cannotTell(label) };
  return isLate(at)
    ? { type: "not-done", message: neverCreated(label) }
    : { type: "unknown", message: notSoFar(label) };
}

async function settleRegenerate(
  { label, secret, facts }: Intent,
  { own, proves, client, clientAs }: SettleParts,
  signal: AbortSignal,
): Promise<Settled> {
  const { path, clientId, at } = parseRegenerateFacts(facts);
  // First of all, since this connection may itself sign in with the secret that was replaced.
  const proof = secret === undefined ? undefined : await proves(clientId, secret, signal);
  if (proof === true && secret !== undefined) {
    const newSignIn: SignIn = { ...own, secrets: { clientSecret: secret } };
    const isOwn = own.method === "key" && own.values["clientId"] === clientId;
    const reader = isOwn ? clientAs(clientId, secret) : client;
    const credential = toCredential(await fetchKey(path, reader, signal), reader.serverTime());
    return {
      type: "issued",
      issued: { credential, secret },
      message: l10n.t("“{0}” has its new secret; it is here, and the old one no longer works.", label),
      ...(isOwn ? { newSignIn } : {}),
    };
  }
  const key = await fetchKey(path, client, signal).catch((error: unknown) => {
    if (error instanceof ServiceError && error.kind === "not-found") return undefined;
    throw error;
  });
  if (!isLate(at)) return { type: "unknown", message: l10n.t("“{0}” has no new secret so far.", label) };
  if (key === undefined) {
    return { type: "not-done", message: l10n.t("“{0}” is no longer there; nothing to keep.", label) };
  }
  const credential = toCredential(key, client.serverTime());
  if (!key.is_valid) {
    return {
      type: "not-done",
      message: l10n.t("“{0}” is revoked, so no secret of it counts; nothing to keep.", label),
    };
  }
  if (secret === undefined) {
    return {
      type: "secret-lost",
      credential,
      message: l10n.t(
        "“{0}” may have a new secret, which was not to be kept (keyporter.vault.keep): if the old one no longer works, regenerate it.",
        label,
      ),
    };
  }
  if (stateOf(key, client.serverTime()) === "expired") {
    return {
      type: "issued",
      issued: { credential, secret },
      unproved: true,
      message: l10n.t(
        "“{0}” has expired, so it can't be proved whether its new secret counts. It is here: if the old one no longer works, this one does.",
        label,
      ),
    };
  }
  if (proof === undefined) return { type: "unknown", message: cannotTell(label) };
  return { type: "not-done", message: l10n.t("“{0}” was given no new secret; nothing to keep.", label) };
}

const neverCreated = (label: string): string => l10n.t("“{0}” was not created; nothing to keep.", label);
const notSoFar = (label: string): string => l10n.t("“{0}” is not there so far.", label);
const cannotTell = (label: string): string =>
  l10n.t("Octane could not be asked whether the secret of “{0}” counts.", label);
