import * as l10n from "@vscode/l10n";
import { toDetails, type FromDetails, type ToDetails } from "../../details/messages.ts";
import type { KeptTab } from "../../messages.ts";
import { Announcer } from "../announce.ts";
import { banner } from "../banner.ts";
import { bdi, button, h, icon } from "../dom.ts";
import { connect, pageElement } from "../host.ts";
import { statePage } from "../states.ts";
import { title, toolbar } from "./header.ts";
import { copyButton, detailRow } from "./rows.ts";
import { SecretView } from "./secret.ts";

/* The details page: draws what the host says, and says what the person does. */

type Show = Extract<ToDetails, { type: "show" }>;

const COPIED_FOR_MS = 2000;
const COPY_SECRET = "copy-secret";

const page = pageElement();
const host = connect<FromDetails, KeptTab, ToDetails>(toDetails, heard);
const announcer = new Announcer();
const content = h("div", { class: "content" });
const trouble = h("div", { class: "alert", role: "alert" });
const secret = new SecretView(
  {
    ask: () => host.say({ type: "reveal" }),
    hide: () => host.say({ type: "hide" }),
    copy: copySecret,
    announce: text => announcer.say(text),
    act: action => {
      trouble.replaceChildren();
      host.say({ type: "secretAction", action });
    },
  },
  copyButton(l10n.t("the secret"), COPY_SECRET, copySecret),
);

function copySecret(): void {
  trouble.replaceChildren();
  host.say({ type: "copySecret", target: COPY_SECRET });
}

function heard(message: ToDetails): void {
  switch (message.type) {
    case "show":
      host.keep({ ref: message.ref });
      if (message.problem?.gone === true) secret.mask();
      secret.offer(message.canReveal);
      secret.place(message.secret);
      {
        keepingFocus(() => content.replaceChildren(...draw(message)));
        return;
      }
    case "askForSecret": {
      secret.ask();
      return;
    }
    case "secret": {
      secret.show(message.value, message.hideAfterSeconds);
      return;
    }
    case "secretUnavailable": {
      secret.fail(message.message);
      return;
    }
    case "copied": {
      copied(message.target);
      return;
    }
    case "failed": {
      trouble.replaceChildren(icon("error"), h("p", {}, bdi(message.message)));
      return;
    }
  }
}

/** What is drawn anew must not take the focus or the place in the page from the person. */
function keepingFocus(change: () => void): void {
  const focused = document.activeElement?.id;
  const { scrollX, scrollY } = window;
  change();
  if (focused !== undefined && focused !== "") document.getElementById(focused)?.focus({ preventScroll: true });
  window.scrollTo(scrollX, scrollY);
}

function draw(message: Show): readonly HTMLElement[] {
  const { where, credential, refreshing, problem } = message;
  const head = banner(where);
  const before = head === undefined ? [] : [head];
  if (credential === undefined) return [...before, problem === undefined ? loading() : nothingKnown(problem)];
  const gone = problem?.gone === true;
  return [
    ...before,
    ...(refreshing ? [h("div", { class: "progress" })] : []),
    ...(problem === undefined ? [] : [problemNotice(problem)]),
    title(credential, gone),
    ...(gone ? [] : [toolbar(message, headerEvents)]),
    h(
      "dl",
      { "class": gone ? "details gone" : "details", "aria-busy": refreshing && "true" },
      ...credential.details
        .filter(({ value }) => !(gone && value.type === "secret"))
        .flatMap(detail => detailRow(detail, rowEvents, secret.element)),
    ),
  ];
}

const rowEvents = {
  copy: (target: string, detail: string, item?: number): void => {
    trouble.replaceChildren();
    host.say({ type: "copy", target, detail, ...(item !== undefined && { item }) });
  },
};

const headerEvents = {
  run: (action: string): void => {
    trouble.replaceChildren();
    host.say({ type: "action", action });
  },
  refresh: (): void => host.say({ type: "refresh" }),
  documentation: (): void => host.say({ type: "documentation" }),
};

const loading = (): HTMLElement => statePage({ icon: "loading", kind: "loading", title: l10n.t("Loading...") });

const tryAgain = (): HTMLElement =>
  button({
    label: l10n.t("Try again"),
    kind: "primary",
    id: "try-again",
    onClick: () => host.say({ type: "refresh" }),
  });

const nothingKnown = ({ message, gone }: NonNullable<Show["problem"]>): HTMLElement =>
  statePage({
    icon: gone ? "circle-slash" : "error",
    kind: gone ? "warning" : "error",
    title: gone ? l10n.t("No longer there") : l10n.t("The details can't be shown"),
    message,
    buttons: gone ? [] : [tryAgain()],
  });

const problemNotice = ({ message, gone }: NonNullable<Show["problem"]>): HTMLElement =>
  h(
    "div",
    { class: "notice warning", role: "alert" },
    icon("warning"),
    h(
      "p",
      {},
      h("strong", {}, gone ? l10n.t("No longer there.") : l10n.t("This may be out of date.")),
      " ",
      bdi(message),
    ),
    !gone && tryAgain(),
  );

function copied(target: string): void {
  announcer.say(l10n.t("Copied."));
  const mark = document.getElementById(target)?.firstElementChild;
  mark?.classList.replace("codicon-copy", "codicon-check");
  setTimeout(() => mark?.classList.replace("codicon-check", "codicon-copy"), COPIED_FOR_MS);
}

page.replaceChildren(content, trouble, announcer.element);
host.say({ type: "ready" });
