import type { Seen } from "./look.ts";
import type { Plan } from "./plan.ts";

/* Which step a rotation is at, and what can be done, by the plan and by what the server says. */

export const stepIds = ["create", "deliver", "confirm", "end"] as const;
export type StepId = (typeof stepIds)[number];

export type StepState = "done" | "now" | "later";

export const acts = [
  "create",
  "settle",
  "chooseTwin",
  "startAgain",
  "complete",
  "saveToEnv",
  "deliver",
  "markDelivered",
  "unmarkDelivered",
  "whereUsed",
  "confirm",
  "unconfirm",
  "switchSignIn",
  "signInAgain",
  "end",
  "finish",
  "abandon",
  "showOld",
  "showTwin",
] as const;
export type Act = (typeof acts)[number];

export type Trouble =
  /** The old one lets nobody in any more, although not everything is done. */
  | "old-ended-early"
  /** There is nothing to replace. */
  | "old-ended"
  | "twin-ended"
  | "read-only";

export interface Standing {
  readonly steps: Readonly<Record<StepId, StepState>>;
  readonly acts: ReadonlySet<Act>;
  readonly troubles: readonly Trouble[];
  /** There is a twin, and the old one is ended: nothing is left to do. */
  readonly isOver: boolean;
}

/** What the person said of the secret that the twin has now; one that it was given since is nowhere yet. */
export function saidOf(
  { deliveredAt, confirmedAt }: Plan,
  { kept }: Pick<Seen, "kept">,
): { readonly deliveredAt: number | undefined; readonly confirmedAt: number | undefined } {
  const since = kept?.issuedAt.getTime() ?? 0;
  const still = (at: number | undefined) => (at !== undefined && at >= since ? at : undefined);
  return { deliveredAt: still(deliveredAt), confirmedAt: still(confirmedAt) };
}

/** @param isKept whether the plan is on disk, so that there is something to give up */
export function standingOf(plan: Plan, seen: Seen, isKept: boolean): Standing {
  const oldEnded = seen.old.type === "ended";
  const twinEnded = seen.twin?.type === "ended";
  const hasTwin = plan.twin.state === "created" && !twinEnded;
  const said = saidOf(plan, seen);
  const isConfirmed = hasTwin && said.confirmedAt !== undefined;
  const isDelivered = hasTwin && (isConfirmed || said.deliveredAt !== undefined || seen.kept?.delivered !== undefined);
  const isOver = hasTwin && oldEnded;
  const isLeft = hasTwin && !(isOver && isDelivered);
  const writes = !seen.readOnly;

  const stepOf = (isDone: boolean, before: boolean): StepState => (isDone ? "done" : before ? "now" : "later");
  const allowed: Readonly<Record<Act, boolean>> = {
    create: writes && plan.twin.state === "none" && !oldEnded,
    settle: seen.recovery?.type === "unsettled",
    chooseTwin: seen.recovery?.type === "not-known",
    startAgain: seen.recovery?.type === "not-known" || (twinEnded && !oldEnded),
    complete: writes && hasTwin && seen.lacks?.left !== undefined,
    saveToEnv: isLeft,
    deliver: isLeft,
    markDelivered: hasTwin && !isDelivered,
    unmarkDelivered: hasTwin && said.deliveredAt !== undefined && !isConfirmed && !isOver,
    whereUsed: plan.old.clientId !== undefined,
    confirm: isDelivered && !isConfirmed && !oldEnded,
    unconfirm: isConfirmed && !oldEnded,
    switchSignIn: hasTwin && isDelivered && seen.signsIn === "old",
    signInAgain: hasTwin && isDelivered && seen.signsIn === "old-unnamed",
    end: writes && isConfirmed && seen.old.type === "there",
    finish: isOver || (oldEnded && !hasTwin && isKept),
    abandon: isKept && !oldEnded,
    showOld: seen.old.type !== "ended" || seen.old.how === "revoked",
    showTwin: hasTwin,
  };
  return {
    steps: {
      create: stepOf(hasTwin, true),
      deliver: stepOf(isDelivered, hasTwin),
      confirm: stepOf(isConfirmed || isOver, isDelivered),
      end: stepOf(isOver, isConfirmed),
    },
    acts: new Set(acts.filter(act => allowed[act])),
    troubles: [
      ...(isOver && !isConfirmed ? (["old-ended-early"] as const) : []),
      ...(oldEnded && !hasTwin ? (["old-ended"] as const) : []),
      ...(twinEnded && !oldEnded ? (["twin-ended"] as const) : []),
      ...(seen.readOnly && !isOver ? (["read-only"] as const) : []),
    ],
    isOver,
  };
}
