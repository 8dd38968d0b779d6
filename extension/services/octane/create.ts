import * as l10n from "@vscode/l10n";
import { ServiceError } from "../../core/errors.ts";
import { type FormValues, textOf } from "../../core/form.ts";
import { Action, credentialId } from "../../core/model.ts";
import { Secret } from "../../core/secret.ts";
import { generateSecret, secretComplaint } from "../../core/secret-rules.ts";
import type { Ahead, Outcome } from "../service.ts";
import type { Client } from "./client.ts";
import { stateOf, toCredential } from "./credential.ts";
import { createFacts } from "./facts.ts";
import { DOCUMENTED } from "./fields.ts";
import { toCreateBody } from "./form.ts";
import { beginningWith, literal, query } from "./query.ts";
import { SECRET_RULES } from "./secret-rules.ts";
import { fetchKey, ofItsOwnTime, pathOf, type Proof } from "./update.ts";
import { pages, type WireAccessKey } from "./wire.ts";

/**
 * `POST S/api_accesses` with a secret of ours. Where no answer comes, the keys of that name before and after tell whether it was
 * created; it is never sent twice.
 */
export async function create(
  space: string,
  values: FormValues,
  proves: Proof,
  client: Client,
  signal: AbortSignal,
  ahead: Ahead = () => Promise.resolve(),
): Promise<Outcome> {
  const typed = textOf(values, "secret");
  const complaint = typed === "" ? undefined : secretComplaint(typed, SECRET_RULES);
  if (complaint !== undefined) {
    throw new ServiceError({ kind: "invalid", message: complaint, field: "secret" });
  }
  const secret = typed === "" ? generateSecret(SECRET_RULES) : typed;
  const name = textOf(values, "name").trim();
  const before = new Set((await keysNamed(name, space, client, signal)).map(({ id }) => id));
  const facts = createFacts({ space, before });
  await ahead({ action: Action.create, label: name, secret: new Secret(secret), facts });
  const answered = post(space, toCreateBody(values, secret), client, signal).then(key => ({ key, isSure: true }));
  const { key, isSure } = await answered.catch(async (error: unknown) => {
    if (!(error instanceof ServiceError) || !error.outcomeUnknown) throw error;
    const key = found(await lookUp(name, space, client, error), before, name, error);
    const isOver = stateOf(key, client.serverTime()) === "expired";
    // Somebody else's key of the same name does not know our secret; one that has expired can't be asked.
    const proof = isOver ? undefined : await proves(key.client_id, new Secret(secret), ofItsOwnTime());
    if (proof === false) throw notCreated(name, error);
    return { key, isSure: proof === true };
  });
  // The answer has what is documented; the rest of what is shown is a kindness.
  const whole = await fetchKey(pathOf(space, credentialId(key.id)), client, signal).catch(() => key);
  const credential = toCredential(whole, client.serverTime());
  return {
    credential,
    issued: { credential, secret: new Secret(secret) },
    message: isSure
      ? l10n.t("Created the API access key “{0}”.", credential.label)
      : l10n.t(
          "No answer came. There is a new API access key “{0}”, but nobody could prove that this secret is its own.",
          credential.label,
        ),
    ...(isSure ? {} : { unproved: true }),
  };
}

async function post(space: string, entity: unknown, client: Client, signal: AbortSignal): Promise<WireAccessKey> {
  const { data } = await client.call(
    { method: "POST", path: `${space}/api_accesses`, query: { fields: DOCUMENTED }, body: { data: [entity] } },
    pages.accessKeys,
    signal,
  );
  const [key] = data;
  if (key !== undefined) return key;
  throw new ServiceError({
    kind: "protocol",
    message: l10n.t("Octane did not say which key it created."),
    outcomeUnknown: true,
  });
}

/** All keys of a name, which need not be unique. */
const keysNamed = (name: string, space: string, client: Client, signal: AbortSignal) =>
  keysWhere(`name EQ ${literal(name)}`, space, client, signal);

/** All keys that have this name or had it when they were created: their client IDs begin with it, `myKey03_l2j4391...`. */
export const keysOnceNamed = (name: string, space: string, client: Client, signal: AbortSignal) =>
  keysWhere(`name EQ ${literal(name)}||client_id EQ ${beginningWith(`${name}_`)}`, space, client, signal);

async function keysWhere(
  condition: string,
  space: string,
  client: Client,
  signal: AbortSignal,
): Promise<readonly WireAccessKey[]> {
  const page = await client.call(
    {
      method: "GET",
      path: `${space}/api_accesses`,
      query: { fields: DOCUMENTED, query: query(condition), limit: "200" },
    },
    pages.accessKeys,
    signal,
  );
  return page.data;
}

/** The person's cancel ended the request; the look-up has a time of its own. */
const lookUp = (name: string, space: string, client: Client, lost: ServiceError): Promise<readonly WireAccessKey[]> =>
  keysNamed(name, space, client, AbortSignal.timeout(15_000)).catch((cause: unknown) => {
    throw new ServiceError({
      kind: lost.kind,
      message: l10n.t("No answer came, so it is not known whether the API access key “{0}” was created.", name),
      hint: l10n.t("Refresh the list before you try again."),
      outcomeUnknown: true,
      cause,
    });
  });

function found(
  after: readonly WireAccessKey[],
  before: ReadonlySet<string>,
  name: string,
  lost: ServiceError,
): WireAccessKey {
  const added = after.filter(({ id }) => !before.has(id));
  const [only] = added;
  if (only !== undefined && added.length === 1) return only;
  if (added.length === 0) throw notCreated(name, lost);
  throw new ServiceError({
    kind: lost.kind,
    message: l10n.t("No answer came, and there are {0} new API access keys named “{1}”.", added.length, name),
    hint: l10n.t("Refresh the list and look which one is yours."),
    outcomeUnknown: true,
    cause: lost,
  });
}

/** Nobody waited for the end of the work, so it may still be under way; the secret is kept until that is sure. */
const notCreated = (name: string, lost: ServiceError): ServiceError =>
  new ServiceError({
    kind: lost.kind,
    message: l10n.t("The API access key “{0}” is not there so far: {1}", name, lost.message),
    hint: l10n.t("Refresh the list before you try again; what you typed is kept."),
    outcomeUnknown: true,
    cause: lost,
  });
