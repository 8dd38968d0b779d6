import * as l10n from "@vscode/l10n";
import type { Seen } from "../../rotation/look.ts";
import type { Plan } from "../../rotation/plan.ts";
import { type Act, saidOf, type Standing, stepIds, type StepId, type Trouble } from "../../rotation/steps.ts";
import type { Names } from "./backend.ts";
import { buttonOf } from "./buttons.ts";
import type { SentButton, SentStep } from "./messages.ts";

/* A rotation in words. */

export interface Told {
  readonly plan: Plan;
  readonly seen: Seen;
  readonly standing: Standing;
  readonly names: Names;
  readonly language: string;
}

const actsOf: Readonly<Record<StepId, readonly Act[]>> = {
  create: ["create", "settle", "chooseTwin", "startAgain", "complete"],
  deliver: ["saveToEnv", "deliver", "markDelivered", "unmarkDelivered"],
  confirm: ["confirm", "whereUsed", "unconfirm"],
  end: ["switchSignIn", "signInAgain", "end"],
};

export const sentSteps = (told: Told): readonly SentStep[] =>
  stepIds.map(id => ({
    id,
    title: titles()[id],
    state: told.standing.steps[id],
    ...words[id](told),
    buttons: buttonsOf(told, actsOf[id]).map(button => quietUnlessNow(button, told.standing.steps[id])),
  }));

/** In a step that is done, what could be done again does not stand out; what is left of it does. */
const quietUnlessNow = (button: SentButton, state: SentStep["state"]): SentButton =>
  button.kind === "primary" && state !== "now" && button.act !== "complete" ? { ...button, kind: "secondary" } : button;

/** What is not part of a step. */
export const otherButtons = (told: Told): readonly SentButton[] =>
  buttonsOf(told, ["finish", "showTwin", "showOld", "abandon"]);

export function buttonsOf({ standing, names, seen }: Told, acts: readonly Act[]): readonly SentButton[] {
  const completes = seen.lacks?.left?.retryLabel ?? "";
  const offered = acts.filter(act => standing.acts.has(act));
  // What is to be done next stands out; there is one such thing in a step.
  const buttons = offered.map(act => buttonOf(act, names, completes));
  const first = buttons.findIndex(({ kind }) => kind === "primary");
  return buttons.map((button, index) =>
    button.kind === "primary" && index !== first ? { ...button, kind: "secondary" } : button,
  );
}

const titles = (): Readonly<Record<StepId, string>> => ({
  create: l10n.t("Create the new one"),
  deliver: l10n.t("Bring its secret to where it is needed"),
  confirm: l10n.t("Make sure that everything uses it"),
  end: l10n.t("End the old one"),
});

type Words = Pick<SentStep, "text" | "warnings" | "facts">;

const words: Readonly<Record<StepId, (told: Told) => Words>> = {
  create: told => ({ text: createText(told), warnings: createWarnings(told), facts: idsOf(told) }),
  deliver: told => ({ text: deliverText(told), warnings: [], facts: [] }),
  confirm: told => ({ text: confirmText(told), warnings: [], facts: [] }),
  end: told => ({ text: endText(told), warnings: endWarnings(told), facts: [] }),
};

function createText({ plan: { twin, old }, seen, language }: Told): string[] {
  switch (twin.state) {
    case "none":
      return [
        l10n.t(
          "Just like “{0}”, with a client ID and a secret of its own. The old one goes on working until you end it.",
          old.label,
        ),
        ...(seen.notes ?? []),
      ];
    case "creating":
      return [recoveryText(seen.recovery?.type)];
    case "created":
      return [
        l10n.t("“{0}” was created {1}.", twin.label, moment(twin.at, language)) +
          (seen.old.type === "there" ? ` ${l10n.t("The old one still works.")}` : ""),
        ...twin.notes,
      ];
  }
}

function recoveryText(type: NonNullable<Seen["recovery"]>["type"] | undefined): string {
  switch (type) {
    case "under-way":
      return l10n.t("It is being created, here or in another window.");
    case "unsettled":
      return l10n.t("No answer came, so it is not known yet whether it was created. The server can be asked.");
    case "found":
    case "not-known":
    case undefined:
      return l10n.t(
        "It was being created when something went wrong, and nothing here says what became of it. Look into the list: is there a new one of that name?",
      );
  }
}

const createWarnings = ({ seen: { lacks } }: Told): string[] =>
  [lacks?.left?.message, lacks?.unseen].filter(line => line !== undefined);

const idsOf = ({ plan: { old, twin } }: Told): SentStep["facts"] => [
  ...(old.clientId === undefined ? [] : [{ label: l10n.t("Old client ID"), text: old.clientId }]),
  ...(twin.state !== "created" || twin.clientId === undefined
    ? []
    : [{ label: l10n.t("New client ID"), text: twin.clientId }]),
];

function deliverText({ plan, seen, standing, language }: Told): string[] {
  const { kept } = seen;
  const { deliveredAt } = saidOf(plan, seen);
  if (standing.steps.deliver === "later") return [];
  const place =
    kept?.delivered === undefined
      ? undefined
      : l10n.t("It was saved to {0} {1}.", kept.delivered.to, moment(kept.delivered.at.getTime(), language));
  const marked =
    deliveredAt === undefined
      ? undefined
      : l10n.t("You said {0} that it is where it is needed.", moment(deliveredAt, language));
  return [place, marked, standing.steps.deliver === "done" ? undefined : whereIsSecret(kept?.where)].filter(
    line => line !== undefined,
  );
}

function whereIsSecret(where: "vault" | "window" | "nowhere" | undefined): string {
  switch (where) {
    case "vault":
      return l10n.t("Keyporter's vault has its secret until it is delivered.");
    case "window":
      return l10n.t("This window has its secret, until it closes: deliver it now.");
    case "nowhere":
    case undefined:
      return l10n.t("Keyporter does not keep its secret: it can be had only if the server gives it out again.");
  }
}

function confirmText({ plan, standing, names, language }: Told): string[] {
  if (plan.confirmedAt !== undefined && standing.steps.confirm === "done") {
    return [l10n.t("You said {0} that everything uses the new one.", moment(plan.confirmedAt, language))];
  }
  if (standing.steps.confirm !== "now") return [];
  return [
    l10n.t("Deploy or restart whatever signs in with the old one. Both work meanwhile, so there is no hurry."),
    l10n.t("{0} does not tell when one was last used, so only you can know.", names.service),
  ];
}

function endText({ plan: { old }, seen, standing }: Told): string[] {
  if (seen.old.type === "ended") {
    return [
      seen.old.how === "gone"
        ? l10n.t("“{0}” is no longer there.", old.label)
        : l10n.t("“{0}” is revoked: nobody can sign in with it.", old.label),
    ];
  }
  if (seen.old.type === "unknown") return [l10n.t("Whether it is still there is not known: {0}", seen.old.message)];
  return standing.steps.end === "now" ? [l10n.t("Afterwards only the new one works. You are asked before.")] : [];
}

function endWarnings({ seen: { signsIn, old } }: Told): string[] {
  if (old.type === "ended") return [];
  switch (signsIn) {
    case "old":
      return [
        l10n.t(
          "This connection itself signs in with the old one. Let it sign in with the new one first, or Keyporter can't use it afterwards.",
        ),
      ];
    case "old-unnamed":
      return [l10n.t("This connection itself signs in as the old one. Sign in with something else before you end it.")];
    case "twin":
    case "other":
      return [];
  }
}

export function troubleWords(trouble: Trouble, { plan: { old, twin }, names }: Told): string {
  const name = twin.state === "created" ? twin.label : old.label;
  switch (trouble) {
    case "old-ended-early":
      return l10n.t(
        "The old one has been ended before you said that everything uses the new one: what still signs in with it fails now.",
      );
    case "old-ended":
      return l10n.t(
        "“{0}” has been ended already, so there is nothing to replace. Create another one instead.",
        old.label,
      );
    case "twin-ended":
      return l10n.t("The new one, “{0}”, has been ended meanwhile. Begin again, or abandon this rotation.", name);
    case "read-only":
      return l10n.t("This connection is read-only, so no {0} can be created or ended.", names.one);
  }
}

export const overWords = ({ plan: { old, twin } }: Told): string =>
  l10n.t("Done: “{0}” is replaced, and only {1} works now.", old.label, newName(twin, old.label));

const newName = (twin: Plan["twin"], label: string): string =>
  twin.state === "created" ? (twin.clientId ?? twin.label) : label;

const moment = (at: number, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(at);
