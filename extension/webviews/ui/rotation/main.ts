import * as l10n from "@vscode/l10n";
import { toRotation, type FromRotation, type ToRotation } from "../../rotation/messages.ts";
import type { KeptTab } from "../../messages.ts";
import { Announcer } from "../announce.ts";
import { banner } from "../banner.ts";
import { bdi, button, h, icon } from "../dom.ts";
import { connect, pageElement } from "../host.ts";
import { statePage } from "../states.ts";
import { buttonRow, stepElement, warning } from "./step.ts";

/* The page of a rotation: draws the checklist as the host says it is, and says which button was pressed. */

type Show = Extract<ToRotation, { type: "show" }>;

const page = pageElement();
const host = connect<FromRotation, KeptTab, ToRotation>(toRotation, heard);
const announcer = new Announcer();
const content = h("div", { class: "content" });
const trouble = h("div", { class: "alert", role: "alert" });
let shown: Show | undefined;

const events = {
  act: (act: string): void => {
    trouble.replaceChildren();
    host.say({ type: "act", act });
  },
};

function heard(message: ToRotation): void {
  switch (message.type) {
    case "show": {
      show(message);
      return;
    }
    case "failed": {
      trouble.replaceChildren(icon("error"), h("p", {}, bdi(message.message)));
      return;
    }
  }
}

function show(message: Show): void {
  const before = shown;
  shown = message;
  host.keep({ ref: message.ref });
  keepingFocus(() => content.replaceChildren(...draw(message)));
  say(message, before);
}

/** What is drawn anew must not take the focus or the place in the page from the person. */
function keepingFocus(change: () => void): void {
  const focused = document.activeElement?.id ?? "";
  const { scrollX, scrollY } = window;
  change();
  // Where a button has done its work, what comes next is the step that is now.
  if (focused !== "") (document.getElementById(focused) ?? currentStep())?.focus({ preventScroll: true });
  window.scrollTo(scrollX, scrollY);
}

const currentStep = (): HTMLElement | null =>
  document.querySelector<HTMLElement>("[aria-current=step] h2") ?? document.querySelector("h1");

function say(message: Show, before: Show | undefined): void {
  if (message.busy !== undefined && message.busy !== before?.busy) announcer.say(message.busy);
  if (message.over !== undefined && message.over !== before?.over) announcer.say(message.over);
  else if (positionOf(message) !== "" && positionOf(message) !== (before === undefined ? "" : positionOf(before)))
    announcer.say(positionOf(message));
}

/** "Step 2 of 4: Bring its secret to where it is needed" */
function positionOf({ steps }: Show): string {
  const index = steps.findIndex(({ state }) => state === "now");
  const step = steps[index];
  return step === undefined ? "" : l10n.t("Step {0} of {1}: {2}", index + 1, steps.length, step.title);
}

function draw(message: Show): readonly HTMLElement[] {
  const { where, heading, refreshing, busy, problem, warnings, over, steps, buttons } = message;
  const head = banner(where);
  const isLoading = problem === undefined && steps.length === 0;
  return [
    ...(head === undefined ? [] : [head]),
    h("h1", { tabindex: "-1" }, bdi(heading)),
    h("p", { class: "intro" }, l10n.t("A new one takes its place. Both work until you end the old one.")),
    h("div", { class: "progress", hidden: !refreshing && busy === undefined }),
    ...(busy === undefined ? [] : [doing(busy)]),
    ...(isLoading ? [statePage({ icon: "loading", kind: "loading", title: l10n.t("Loading...") })] : []),
    ...(problem === undefined ? [] : [problemNotice(problem)]),
    ...warnings.map(warning),
    ...(over === undefined ? [] : [done(over)]),
    ...(steps.length === 0
      ? []
      : [h("ol", { class: "steps" }, ...steps.map(step => stepElement(step, busy !== undefined, events)))]),
    footer(buttons, busy !== undefined),
  ];
}

const doing = (words: string): HTMLElement =>
  h(
    "div",
    { class: "notice doing" },
    icon("loading", "codicon-modifier-spin"),
    h("p", {}, words),
    button({ label: l10n.t("Cancel"), kind: "link", id: "cancel", onClick: () => host.say({ type: "cancel" }) }),
  );

const done = (words: string): HTMLElement =>
  h("div", { class: "notice over" }, icon("pass-filled"), h("p", {}, bdi(words)));

const problemNotice = (message: string): HTMLElement =>
  h("div", { class: "notice warning", role: "alert" }, icon("error"), h("p", {}, bdi(message)));

const footer = (buttons: Show["buttons"], isBusy: boolean): HTMLElement => {
  const row = buttonRow(buttons, isBusy, events);
  row.append(
    button({ label: l10n.t("Refresh"), icon: "refresh", id: "refresh", onClick: () => host.say({ type: "refresh" }) }),
  );
  return h("footer", {}, row);
};

page.replaceChildren(content, trouble, announcer.element);
host.say({ type: "ready" });
