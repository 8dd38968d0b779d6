import * as l10n from "@vscode/l10n";
import type { SentButton, SentStep } from "../../rotation/messages.ts";
import { bdi, button, h, hiddenText, icon } from "../dom.ts";

export interface StepEvents {
  act(act: string): void;
}

const icons: Readonly<Record<SentStep["state"], string>> = {
  done: "pass-filled",
  now: "circle-large-filled",
  later: "circle-large",
};

/** What no icon alone is to say. */
const stateWords = (state: SentStep["state"]): string => {
  switch (state) {
    case "done":
      return l10n.t("Done");
    case "now":
      return l10n.t("Now");
    case "later":
      return l10n.t("Later");
  }
};

/** One line of the checklist: how it stands, what is to be known, and what can be done. */
export function stepElement(step: SentStep, isBusy: boolean, events: StepEvents): HTMLElement {
  const { id, title, state, text, warnings, facts, buttons } = step;
  return h(
    "li",
    { "class": `step ${state}`, "aria-current": state === "now" && "step" },
    icon(icons[state]),
    h(
      "div",
      {},
      h("h2", { id: `step-${id}`, tabindex: "-1" }, title, " ", h("span", { class: "step-state" }, stateWords(state))),
      ...text.map(line => h("p", {}, bdi(line))),
      facts.length > 0 &&
        h("dl", {}, ...facts.flatMap(fact => [h("dt", {}, fact.label), h("dd", {}, h("code", {}, bdi(fact.text)))])),
      ...warnings.map(warning),
      buttons.length > 0 && buttonRow(buttons, isBusy, events),
    ),
  );
}

export const warning = (text: string): HTMLElement =>
  h("div", { class: "notice warning" }, icon("warning"), h("p", {}, hiddenText(l10n.t("Warning: ")), bdi(text)));

/** While something is being done they say so, and keep the focus. */
export const buttonRow = (buttons: readonly SentButton[], isBusy: boolean, events: StepEvents): HTMLElement =>
  h(
    "div",
    { class: "buttons" },
    ...buttons.map(({ act, label, icon: name, kind }) => {
      const element = button({
        label,
        icon: name,
        kind,
        id: `act-${act}`,
        onClick: () => {
          if (!isBusy) events.act(act);
        },
      });
      if (isBusy) element.setAttribute("aria-disabled", "true");
      return element;
    }),
  );
