import * as vscode from "vscode";
import { serviceOf } from "../connections/sessions.ts";
import { ServiceError } from "../core/errors.ts";
import type { ConnectionId, Credential, CredentialId } from "../core/model.ts";
import { createTwin } from "../rotation/create-twin.ts";
import type { Seen } from "../rotation/look.ts";
import type { RotationParts } from "../rotation/parts.ts";
import { confirmed, delivered, type Plan, withoutTwin } from "../rotation/plan.ts";
import { type Act, saidOf } from "../rotation/steps.ts";
import { switchSignIn } from "../rotation/switch-sign-in.ts";
import { deliver } from "./deliver.ts";
import { abandonRotation } from "./abandon-rotation.ts";
import { chooseTwin } from "./choose-twin.ts";
import { endForGood } from "./end-for-good.ts";
import type { Parts } from "./parts.ts";
import { type PutOptions, saveToEnv } from "./save-to-env.ts";
import type { ChosenOne } from "./secret-of.ts";
import { settleUnconfirmed } from "./settle.ts";
import { tell } from "./tell.ts";
import { tellSettled } from "./tell-settled.ts";
import { showUses } from "./where-used.ts";

export interface ActContext {
  readonly plan: Plan;
  readonly seen?: Seen;
}

type Doing = (context: ActContext, signal: AbortSignal) => Promise<"stay" | "close">;

/** What each button of a rotation's page does. */
export function rotationActs(parts: () => Parts, rotation: RotationParts): Readonly<Record<Act, Doing>> {
  const { plans } = rotation;
  const staying =
    (work: (context: ActContext, signal: AbortSignal) => Promise<unknown>): Doing =>
    async (context, signal) => {
      await work(context, signal);
      return "stay";
    };
  /** What another window has noted meanwhile stays. */
  const changing = (change: (plan: Plan) => Plan): Doing =>
    staying(async ({ plan }) => plans.save(change((await plans.load(plan)) ?? plan)));
  const twinOf = ({ plan, seen }: ActContext): ChosenOne => ({
    connection: rotation.connection(plan.connectionId),
    credential: credentialOf(seen),
  });

  /** The twin's value stays in the vault until the old one is ended: there may be more places that need it. */
  const asTwin = ({ plan }: ActContext): PutOptions => ({
    isOneOfSeveral: true,
    inPlaceOf: { connection: { id: plan.connectionId }, credential: { id: plan.id, ...plan.old } },
  });

  const show = (connectionId: ConnectionId, id: CredentialId): Promise<void> => {
    parts().details.open({ connectionId, id });
    return Promise.resolve();
  };

  return {
    create: staying(({ plan }, signal) => createTwin(rotation, plan, signal)),
    settle: staying(async (_context, signal) => {
      const all = parts();
      const results = await settleUnconfirmed({ ...all, credentials: all.view.credentials }, signal);
      for (const result of results) tellSettled(all, result);
    }),
    chooseTwin: staying(({ plan }, signal) => chooseTwin(parts(), rotation, plan, signal)),
    startAgain: changing(withoutTwin),
    complete: staying(async ({ plan, seen }, signal) => {
      const left = seen?.lacks?.left;
      if (left === undefined) return;
      const { action, id, input } = left.retry;
      const ref = { connectionId: plan.connectionId, action, id };
      // What needs the person's answers has a form of its own.
      if (Object.keys(input).length === 0) parts().forms.open(ref);
      else tell((await rotation.perform(ref, input, signal)).message);
    }),
    saveToEnv: staying(context => saveToEnv(parts(), twinOf(context), asTwin(context))),
    deliver: staying(context => deliver(parts(), twinOf(context), asTwin(context))),
    markDelivered: changing(plan => delivered(plan, Date.now())),
    unmarkDelivered: changing(plan => delivered(plan, undefined)),
    whereUsed: staying(async ({ plan: { old } }) => {
      if (old.clientId !== undefined) await showUses({ clientId: old.clientId, label: old.label });
    }),
    confirm: changing(plan => confirmed(plan, Date.now())),
    unconfirm: changing(plan => confirmed(plan, undefined)),
    switchSignIn: staying(async ({ plan }, signal) => {
      await switchSignIn(rotation, plan, signal);
      tell(vscode.l10n.t("“{0}” signs in with the new one now.", rotation.connection(plan.connectionId).name));
    }),
    signInAgain: staying(async ({ plan }) =>
      vscode.commands.executeCommand("keyporter.signInAgain", plan.connectionId),
    ),
    end: staying(async ({ plan, seen }, signal) => {
      const { endsWith } = serviceOf(rotation.connection(plan.connectionId)).info.rotation ?? {};
      if (endsWith === undefined || seen?.old.type !== "there") return;
      if (!(await endForGood(rotation, plan.connectionId, endsWith, seen.old.credential, signal))) return;
      if (plan.twin.state !== "created") return;
      const kept = await parts().vault.find(plan.connectionId, plan.twin.id);
      // The person has said that the new one is where it is needed.
      if (kept !== undefined && saidOf(plan, { kept }).deliveredAt !== undefined)
        await parts().vault.delivered(plan.connectionId, plan.twin.id, vscode.l10n.t("where it is needed"));
    }),
    async finish({ plan }) {
      await plans.remove(plan);
      tell(vscode.l10n.t("The rotation of “{0}” is finished.", plan.old.label));
      return "close";
    },
    abandon: (context, signal) => abandonRotation(rotation, context, signal),
    showOld: staying(({ plan }) => show(plan.connectionId, plan.id)),
    showTwin: staying(({ plan }) => show(plan.connectionId, plan.twin.state === "created" ? plan.twin.id : plan.id)),
  };
}

function credentialOf(seen: Seen | undefined): Credential {
  if (seen?.twin?.type === "there") return seen.twin.credential;
  throw new ServiceError({
    kind: "unavailable",
    message: vscode.l10n.t("The server could not be asked for the new one."),
    hint: vscode.l10n.t("Refresh this page, and try again."),
  });
}
