import * as l10n from "@vscode/l10n";
import { serviceOf } from "../connections/sessions.ts";
import { ServiceError } from "../core/errors.ts";
import type { Secret } from "../core/secret.ts";
import type { SignIn, SignInMethod } from "../services/service.ts";
import type { RotationParts } from "./parts.ts";
import type { Plan } from "./plan.ts";

/** The same way to sign in, with another client ID and its secret; undefined where this way does not name the client ID. */
export function switched(
  signIn: SignIn,
  methods: readonly SignInMethod[],
  from: string | undefined,
  to: { readonly clientId: string; readonly secret: Secret },
): SignIn | undefined {
  const fields = methods.find(({ id }) => id === signIn.method)?.fields ?? [];
  const [secretField, ...others] = fields.filter(({ type }) => type === "secret");
  if (from === undefined || secretField === undefined || others.length > 0 || !names(signIn, from)) return undefined;
  return {
    method: signIn.method,
    values: Object.fromEntries(
      Object.entries(signIn.values).map(([key, value]) => [key, value === from ? to.clientId : value]),
    ),
    secrets: { [secretField.key]: to.secret },
  };
}

export const names = ({ values }: SignIn, clientId: string | undefined): boolean =>
  clientId !== undefined && Object.values(values).includes(clientId);

/** Lets the connection sign in with the twin from now on, once the server has shown that this works as well as before. */
export async function switchSignIn(parts: RotationParts, plan: Plan, signal: AbortSignal): Promise<void> {
  const connection = parts.connection(plan.connectionId);
  const stored = await parts.signIns.load(connection);
  const { twin } = plan;
  if (stored.type !== "found" || twin.state !== "created" || twin.clientId === undefined) throw cannotSwitch();
  const secret = await parts.secret(plan.connectionId, twin.id, signal);
  const { signInMethods } = serviceOf(connection).info;
  const to = { clientId: twin.clientId, secret };
  const signIn = switched(stored.signIn, signInMethods, plan.old.clientId, to);
  if (signIn === undefined) throw cannotSwitch();
  const trial = await parts.trial(connection, signIn);
  const [now, before] = await Promise.all([
    trial.verify(signal),
    parts.session(connection).then(session => session.verify(signal)),
  ]);
  const lost = now.missing.filter(right => !before.missing.includes(right));
  if (lost.length > 0) {
    throw new ServiceError({
      kind: "forbidden",
      message: l10n.t("“{0}” signs in, but may not do what the old one may: {1}.", twin.label, lost.join(", ")),
      hint: l10n.t("The connection still signs in with the old one. Give the new one the same access, and try again."),
    });
  }
  await parts.signIns.save(connection, signIn);
}

const cannotSwitch = (): ServiceError =>
  new ServiceError({
    kind: "invalid",
    message: l10n.t("This connection's way to sign in does not name the client ID, so it can't be switched here."),
    hint: l10n.t("Sign in again, with the new one."),
  });
