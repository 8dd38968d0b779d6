import * as l10n from "@vscode/l10n";
import { serviceOf } from "../connections/sessions.ts";
import { ServiceError } from "../core/errors.ts";
import type { FormValues } from "../core/form.ts";
import { Action, type CredentialId } from "../core/model.ts";
import type { Session, Twin } from "../services/service.ts";
import type { RotationParts } from "./parts.ts";
import { creating, type Plan, withoutTwin, withTwin } from "./plan.ts";

/**
 * Creates the twin, and notes it before and after. Where no answer comes, the plan says so until the vault or the person knows
 * more; it is never created twice.
 */
export async function createTwin(parts: RotationParts, plan: Plan, signal: AbortSignal): Promise<Plan> {
  const begun = await parts.plans.claimed(plan, () => begin(parts, plan, signal));
  if (begun === undefined) throw underWay();
  if (begun.values === undefined) return begun.plan;
  const { credential } = await parts
    .perform({ connectionId: plan.connectionId, action: Action.create }, begun.values, signal)
    .catch(async (error: unknown) => {
      if (error instanceof ServiceError && !error.outcomeUnknown) await parts.plans.save(withoutTwin(plan));
      throw error;
    });
  return credential === undefined ? begun.plan : parts.plans.save(withTwin(begun.plan, credential, Date.now()));
}

/** Notes that it is about to be created, and with what; without that where another window was faster. */
async function begin(
  parts: RotationParts,
  plan: Plan,
  signal: AbortSignal,
): Promise<{ readonly plan: Plan; readonly values?: FormValues }> {
  const stored = await parts.plans.load(plan);
  if (stored !== undefined && stored.twin.state !== "none") return { plan: stored };
  const connection = parts.connection(plan.connectionId);
  const session = await parts.session(connection);
  const { values, notes } = await twinOf(session, plan.id, serviceOf(connection).info.shortName, signal);
  return { plan: await parts.plans.save(creating(plan, notes, Date.now())), values };
}

const underWay = (): ServiceError =>
  new ServiceError({
    kind: "conflict",
    message: l10n.t("Another window is just creating the new one."),
    hint: l10n.t("Wait a moment, then look at this page again."),
  });

/** What the twin will be. Throws where the service knows no such thing. */
async function twinOf(session: Session, id: CredentialId, service: string, signal: AbortSignal): Promise<Twin> {
  if (session.twin !== undefined) return session.twin(id, signal);
  throw new ServiceError({
    kind: "invalid",
    message: l10n.t("What {0} manages can't be replaced by another one of the same kind.", service),
  });
}
