import * as l10n from "@vscode/l10n";
import { toForm, type FromForm, type KeptForm, type ToForm } from "../../form/messages.ts";
import { banner } from "../banner.ts";
import { button, h } from "../dom.ts";
import { connect, pageElement } from "../host.ts";
import { statePage } from "../states.ts";
import { formPage, type FormPage } from "./page.ts";

/* The form page: draws what the host says, and says what the person does. */

const page = pageElement();
let form: FormPage | undefined;

const host = connect<FromForm, KeptForm, ToForm>(toForm, heard);

function heard(message: ToForm): void {
  switch (message.type) {
    case "loading": {
      // Kept at once: a window that is reloaded now must know which form this is.
      if (host.kept() === null) host.keep({ ref: message.ref, changes: {} });
      show(undefined, banner(message.where), loading());
      return;
    }
    case "unavailable": {
      show(undefined, banner(message.where), unavailable(message));
      return;
    }
    case "incomplete":
      host.keep({ ref: message.ref, changes: {}, was: { unfinished: message.unfinished.message } });
      {
        show(undefined, banner(message.where), incomplete(message));
        return;
      }
    case "form":
      form = formPage(message, {
        // At once: a tab that is hidden in the next moment has no page any more that could say it.
        draft: (changes, knownSecrets) => host.say({ type: "draft", changes, knownSecrets }),
        submit: values => {
          host.say({ type: "submit", values });
        },
        cancel: () => {
          host.say({ type: "cancel" });
        },
        startOver: () => host.say({ type: "startOver" }),
        openLink: url => host.say({ type: "open", url }),
        keep: state => host.keep({ ref: message.ref, ...state }),
      });
      {
        show(form, form.element);
        return;
      }
    case "sending":
      return form?.setSending(message.sending);
    case "refused":
      return form?.refuse(message.refused);
  }
}

function show(now: FormPage | undefined, ...elements: readonly (HTMLElement | undefined)[]): void {
  form = now;
  const focused = document.activeElement?.id ?? "";
  page.replaceChildren(...elements.filter(element => element !== undefined));
  // What had the focus may be gone: it goes to the same button where there is one, else to where reading begins.
  const same = focused === "" ? null : document.getElementById(focused);
  (same ?? page.querySelector<HTMLElement>(".fields input, .fields textarea, .fields select, .state h1"))?.focus();
}

const loading = (): HTMLElement =>
  statePage({
    icon: "loading",
    kind: "loading",
    title: l10n.t("Loading the form..."),
    buttons: [close(l10n.t("Cancel"))],
  });

const close = (label: string): HTMLElement =>
  button({ label, id: "close", onClick: () => host.say({ type: "cancel" }) });

function unavailable({ message, canRetry }: Extract<ToForm, { type: "unavailable" }>): HTMLElement {
  const again = button({ label: l10n.t("Try again"), kind: "primary", onClick: () => host.say({ type: "reload" }) });
  return statePage({
    icon: "error",
    kind: "error",
    title: l10n.t("The form can't be shown"),
    message,
    buttons: [...(canRetry ? [again] : []), close(l10n.t("Close"))],
  });
}

function incomplete({ unfinished, sending }: Extract<ToForm, { type: "incomplete" }>): HTMLElement {
  const { message, retryLabel, error } = unfinished;
  const retry =
    retryLabel === undefined
      ? undefined
      : button({
          label: sending ? l10n.t("Sending...") : retryLabel,
          kind: "primary",
          id: "retry",
          onClick: () => {
            if (!sending) host.say({ type: "retry" });
          },
        });
  if (sending) retry?.setAttribute("aria-disabled", "true");
  return h(
    "div",
    {},
    sending && h("div", { class: "progress" }),
    statePage({
      icon: "warning",
      kind: "warning",
      title: l10n.t("Done in part"),
      message,
      error,
      buttons: [...(retry === undefined ? [] : [retry]), close(sending ? l10n.t("Stop") : l10n.t("Close"))],
    }),
  );
}

host.say({ type: "ready", kept: host.kept() });
