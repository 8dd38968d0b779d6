import * as l10n from "@vscode/l10n";
import { checkField, checkForm, type FormValues } from "../../../core/form.ts";
import { changesFrom, withChanges } from "../../form/draft.ts";
import type { KeptForm, Refused, ToForm } from "../../form/messages.ts";
import { Announcer } from "../announce.ts";
import { banner } from "../banner.ts";
import { button, h, icon, setAttribute } from "../dom.ts";
import { afterPress } from "./after-press.ts";
import { fieldView, type FieldView } from "./field.ts";

export interface FormPageEvents {
  draft(changes: FormValues, knownSecrets: string[]): void;
  submit(values: FormValues): void;
  cancel(): void;
  startOver(): void;
  openLink(url: string): void;
  keep(state: Omit<KeptForm, "ref">): void;
}

/** The form as it is filled in, sent and refused. */
export interface FormPage {
  readonly element: HTMLElement;
  setSending(sending: boolean): void;
  refuse(refused: Refused): void;
}

const isMac = navigator.userAgent.includes("Mac");

/** Draws a form from its data. */
export function formPage(message: Extract<ToForm, { type: "form" }>, events: FormPageEvents): FormPage {
  const { form, where, changes, restored } = message;
  const { fields } = form;
  const announcer = new Announcer();
  const touched = new Set<string>();
  /** What the server complained about stands until the value is another one. */
  const complained = new Map<string, string>();
  let sending = false;

  const values = (): FormValues => Object.fromEntries(views.map(view => [view.field.key, view.value()]));

  const check = (view: FieldView): void => {
    const { key } = view.field;
    view.complain(complained.get(key) ?? (touched.has(key) ? checkField(view.field, values()) : undefined));
  };

  const keepDraft = (): void => {
    const now = changesFrom(fields, form.values, values());
    const knownSecrets = views.filter(view => view.isKnown()).map(({ field }) => field.key);
    events.keep({ changes: now, knownSecrets, ...(sending && { was: "sending" }) });
    events.draft(now, knownSecrets);
  };

  const whenReleased = afterPress(document.documentElement);
  const start = withChanges(fields, form.values, changes);
  const views = fields.map((field): FieldView => {
    const wasKnown = message.knownSecrets?.includes(field.key) === true;
    const view: FieldView = fieldView(field, start, wasKnown, {
      changed: () => {
        complained.delete(field.key);
        check(view);
        showAlert(undefined);
        keepDraft();
      },
      becameKnown: keepDraft,
      left: () => {
        // Only passing through an empty field is no mistake yet.
        if (JSON.stringify(view.value()) !== JSON.stringify(start[field.key])) touched.add(field.key);
        whenReleased(() => check(view));
      },
      announce: text => announcer.say(text),
      openLink: url => events.openLink(url),
    });
    return view;
  });

  const alert = h("div", { class: "alert", role: "alert" });
  const showAlert = (text: string | undefined): void =>
    alert.replaceChildren(...(text === undefined ? [] : [icon("error"), h("p", {}, text)]));

  const progress = h("div", { class: "progress", hidden: true });
  const submitLabel = h("span", {}, form.submitLabel);
  const submitIcon = icon("loading", "codicon-modifier-spin");
  const submit = h("button", { type: "submit", class: "button primary" }, submitIcon, submitLabel);
  const cancel = button({ label: l10n.t("Cancel"), onClick: () => events.cancel() });
  const shortcut = h("span", { class: "shortcut" }, isMac ? "⌘ Enter" : "Ctrl+Enter");
  const body = h("fieldset", { "class": "fields", "aria-label": form.title }, ...views.map(({ element }) => element));

  const setSending = (now: boolean): void => {
    sending = now;
    if (now) submit.focus();
    body.inert = now;
    setAttribute(submit, "aria-disabled", now && "true");
    submitIcon.hidden = !now;
    progress.hidden = !now;
    submitLabel.textContent = now ? l10n.t("Sending...") : form.submitLabel;
    const label = cancel.querySelector("span");
    if (label !== null) label.textContent = now ? l10n.t("Stop") : l10n.t("Cancel");
    if (now) {
      showAlert(undefined);
      announcer.say(l10n.t("Sending..."));
    }
    keepDraft();
  };

  const refuse = ({ message: text, fields: errors }: Refused): void => {
    if (sending) setSending(false);
    const wrong = views.filter(({ field }) => errors[field.key] !== undefined);
    for (const view of wrong) {
      touched.add(view.field.key);
      const error = errors[view.field.key];
      if (error !== undefined) complained.set(view.field.key, error);
      check(view);
    }
    showAlert([text, summary(wrong)].filter(Boolean).join(" "));
    wrong[0]?.focus();
  };

  const send = (): void => {
    if (sending) return;
    // Leaving the field takes what is typed but not yet added, and what is said stays where the eyes are.
    submit.focus();
    complained.clear();
    for (const view of views) {
      touched.add(view.field.key);
      check(view);
    }
    const errors = checkForm(fields, values());
    if (Object.keys(errors).length === 0) events.submit(values());
    else refuse({ fields: errors });
    // The complaints are the rules' own: unlike a server's they go as soon as the value is right.
    complained.clear();
  };

  const element = h(
    "form",
    { "class": "page", "novalidate": true, "aria-labelledby": "title" },
    banner(where),
    h("h1", { id: "title" }, form.title),
    form.intro !== undefined && h("p", { class: "intro" }, form.intro),
    restored &&
      restoredNotice(
        // Of one that is generated the field itself says what became of it.
        fields.some(field => field.type === "secret" && field.generate !== true),
        () => events.startOver(),
      ),
    body,
    h("footer", {}, progress, alert, h("div", { class: "buttons" }, submit, cancel, shortcut)),
    announcer.element,
  );
  element.addEventListener("submit", event => {
    event.preventDefault();
    send();
  });
  element.addEventListener("keydown", event => {
    if (event.key !== "Enter" || !(isMac ? event.metaKey : event.ctrlKey)) return;
    event.preventDefault();
    send();
  });
  setSending(message.sending);
  if (message.refused !== undefined) queueMicrotask(() => message.refused && refuse(message.refused));
  return { element, setSending, refuse };
}

function summary(wrong: readonly FieldView[]): string | undefined {
  const labels = wrong.map(({ field }) => field.label);
  if (labels.length === 0) return undefined;
  const list = new Intl.ListFormat(document.documentElement.lang, { type: "conjunction" }).format(labels);
  return labels.length === 1
    ? l10n.t("Please correct: {0}.", list)
    : l10n.t("Please correct {0} fields: {1}.", labels.length, list);
}

function restoredNotice(hasSecret: boolean, startOver: () => void): HTMLElement {
  const text = hasSecret
    ? l10n.t("What you typed before is back, except for secrets.")
    : l10n.t("What you typed before is back.");
  return h(
    "div",
    { class: "notice" },
    icon("history"),
    h("p", {}, text),
    button({ label: l10n.t("Start over"), kind: "link", onClick: startOver }),
  );
}
