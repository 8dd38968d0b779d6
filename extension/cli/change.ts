import { describeError, ServiceError } from "../core/errors.ts";
import type { FormValues } from "../core/form.ts";
import { jsonText } from "../core/json-text.ts";
import { Action, type ActionId, credentialId, type CredentialId } from "../core/model.ts";
import type { Secret } from "../core/secret.ts";
import type { Impact, Intent, Outcome } from "../services/service.ts";
import type { Flags } from "./command-line.ts";
import type { Connected, Surroundings } from "./connect.ts";
import { ExitCode } from "./exit-codes.ts";
import { type SecretTarget, secretTarget } from "./secret-target.ts";
import { shown } from "./shown.ts";
import { UsageError } from "./usage-error.ts";
import { valuesFrom } from "./values.ts";
import { wordsOf } from "./words.ts";

/** A new credential, its form filled in from the command line. */
export async function create(connected: Connected, flags: Flags, surroundings: Surroundings): Promise<ExitCode> {
  const { session, service } = connected;
  const { signal, env } = surroundings;
  if (!service.actions.has(Action.create))
    throw new UsageError(`In ${service.info.shortName} there is nothing to create.`);
  const target = secretTarget(flags);
  return settingDown(target, async () => {
    const { fields } = await session.form(Action.create, undefined, signal);
    const given = { set: flags.set ?? [], fromEnv: flags["set-from-env"] ?? [] };
    const values = valuesFrom(fields, given, env, session.now?.() ?? new Date());
    return perform(connected, { action: Action.create, values }, target, surroundings);
  });
}

/** A new secret for the same credential. */
export async function regenerate(
  connected: Connected,
  id: string,
  flags: Flags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { service } = connected;
  if (!service.actions.has(Action.regenerate)) {
    const { shortName, credentialNoun } = service.info;
    throw new UsageError(`In ${shortName} no secret can be regenerated; create another ${credentialNoun.one}.`);
  }
  const target = secretTarget(flags);
  return settingDown(target, async () => {
    const known = await agreed(connected, Action.regenerate, credentialId(id), flags, surroundings);
    return perform(connected, { action: Action.regenerate, id: known }, target, surroundings);
  });
}

/** What ends a credential, by what its service knows of. */
const ENDS: readonly ActionId[] = [Action.revoke, Action.delete, Action.turnOff];

/** Lets nobody in with it any more. */
export async function revoke(
  connected: Connected,
  id: string,
  flags: Flags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const action = ENDS.find(each => connected.service.actions.has(each));
  if (action === undefined) throw new UsageError(`${connected.service.info.shortName} ends nothing.`);
  const known = await agreed(connected, action, credentialId(id), flags, surroundings);
  return perform(connected, { action, id: known }, undefined, surroundings);
}

/** What was made to write a secret to is gone again where none came. */
async function settingDown(target: SecretTarget, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } finally {
    target.drop();
  }
}

/** Says what would break; without `--yes` that is all. */
async function agreed(
  { session, service }: Connected,
  action: ActionId,
  id: CredentialId,
  flags: Flags,
  { signal, say }: Surroundings,
): Promise<CredentialId> {
  const credential = await session.get(id, signal);
  if (!credential.actions.includes(action)) {
    throw new ServiceError({
      kind: "conflict",
      message: `That can't be done to “${credential.label}” as it is (${credential.state}).`,
    });
  }
  if (service.actions.get(action)?.begins === "question") tell(await session.impact(action, [credential], signal), say);
  if (flags.yes !== true) throw new UsageError(`Nothing was done to “${credential.label}”. --yes goes ahead.`);
  return credential.id;
}

function tell({ question, effects }: Impact, say: (line: string) => void): void {
  for (const line of [question, ...effects]) say(line);
}

interface Wanted {
  readonly action: ActionId;
  readonly id?: CredentialId;
  readonly values?: FormValues;
}

async function perform(
  { session }: Connected,
  { action, id, values = {} }: Wanted,
  target: SecretTarget | undefined,
  { signal, out, err, say }: Surroundings,
): Promise<ExitCode> {
  let begun: Intent | undefined;
  const done = session.perform(action, id, values, signal, intent => {
    begun = intent;
    if (intent.secret !== undefined) target?.ahead(intent.secret);
    return Promise.resolve();
  });
  const outcome = await done.catch((error: unknown) => {
    // Where a secret is to come into being, nothing was changed before that was told.
    const mayBeDone = target === undefined || begun !== undefined;
    const isCertain = error instanceof ServiceError ? !error.outcomeUnknown : target === undefined;
    if (!mayBeDone || isCertain) throw error;
    say(wordsOf(error));
    return undefined;
  });
  // If it was done after all, what was made here is what lets in.
  const secret = outcome === undefined ? begun?.secret : outcome.issued?.secret;
  const isDelivered = secret === undefined || target === undefined || delivered(target, secret, say);
  if (outcome === undefined) return ExitCode.unknown;
  const report = jsonText(told(outcome, session.now?.() ?? new Date()));
  (target?.isStdout === true ? err : out)(report);
  if (outcome.newSignIn !== undefined) say("That was what signs in here: from now on the new secret does.");
  if (target !== undefined && outcome.issued === undefined) {
    say("The server gave no secret.");
    return ExitCode.incomplete;
  }
  if (!isDelivered) return ExitCode.incomplete;
  if (outcome.unproved === true) return ExitCode.unknown;
  return outcome.incomplete === undefined ? ExitCode.done : ExitCode.incomplete;
}

function delivered(target: SecretTarget, secret: Secret, say: (text: string) => void): boolean {
  try {
    target.deliver(secret);
    return true;
  } catch (error) {
    say(`The secret is there, but was not delivered: ${describeError(error)}.`);
    return false;
  }
}

const told = (outcome: Outcome, now: Date) => ({
  message: outcome.message,
  credential: outcome.credential === undefined ? undefined : shown(outcome.credential, now),
  incomplete: outcome.incomplete?.message,
  unproved: outcome.unproved,
});
