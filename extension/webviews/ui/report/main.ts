import * as l10n from "@vscode/l10n";
import { number } from "../../../core/local.ts";
import { toReport, type FromReport, type ToReport } from "../../report/messages.ts";
import type { KeptTab } from "../../messages.ts";
import { Announcer } from "../announce.ts";
import { banner } from "../banner.ts";
import { bdi, button, h, icon } from "../dom.ts";
import { connect, pageElement } from "../host.ts";
import { FindingsView } from "./findings.ts";
import { stateWords, StatusView } from "./status.ts";
import { Toolbar } from "./toolbar.ts";

/* The report page: draws what was found, as it is found, and says what the person does. */

type Show = Extract<ToReport, { type: "show" }>;

/** Screen readers hear how far it is this often; how it ended, at once. */
const SAY_PROGRESS_EVERY_MS = 5000;
/** A filter is done when nothing was typed for so long. */
const TYPED_MS = 600;

const page = pageElement();
const host = connect<FromReport, KeptTab, ToReport>(toReport, heard);
const announcer = new Announcer();
const connection = h("div", {});
const title = h("h1", {});
const progress = h("div", { class: "progress" });
const status = new StatusView();
const empty = h("div", { class: "state" });
const trouble = h("div", { class: "alert", role: "alert" });
const findings = new FindingsView({ open, changed: drawEmpty });
const toolbar = new Toolbar({
  run: () => act({ type: "run" }),
  stop: () => act({ type: "stop" }),
  copy: () => act({ type: "copy", filter: toolbar.filter }),
  filter: filtered,
});
let shown: Show | undefined;
let saidAt = -Infinity;
let typing: ReturnType<typeof setTimeout> | undefined;

function heard(message: ToReport): void {
  switch (message.type) {
    case "show": {
      show(message);
      return;
    }
    case "found": {
      findings.add(message.findings);
      return;
    }
    case "copied": {
      announcer.say(l10n.t("Copied {0} as a Markdown list.", number(message.count)));
      toolbar.markCopied();
      return;
    }
    case "failed": {
      trouble.replaceChildren(icon("error"), h("p", {}, bdi(message.message)));
      return;
    }
  }
}

function act(message: FromReport): void {
  trouble.replaceChildren();
  host.say(message);
}

function open(index: number): void {
  act({ type: "open", index });
}

function show(message: Show): void {
  const before = shown;
  shown = message;
  if (before === undefined) {
    host.keep({ ref: message.ref });
    toolbar.filter = message.filter;
    findings.filter(message.filter);
  }
  if (before !== undefined && before.run !== message.run) findings.clear();
  if (JSON.stringify(before?.where) !== JSON.stringify(message.where) || before === undefined) {
    const head = banner(message.where);
    connection.replaceChildren(...(head === undefined ? [] : [head]));
  }
  if (title.textContent !== message.heading) title.textContent = message.heading;
  progress.hidden = message.state.type !== "reading";
  status.show(message.state);
  toolbar.show(message.state, message.count);
  drawEmpty();
  say(message.state, before?.state);
}

function say(state: Show["state"], before: Show["state"] | undefined): void {
  if (state.type === "reading") {
    if (performance.now() - saidAt < SAY_PROGRESS_EVERY_MS) return;
    saidAt = performance.now();
  } else if (before?.type === state.type && before.message === state.message) return;
  announcer.say(stateWords(state));
}

function filtered(text: string): void {
  findings.filter(text);
  clearTimeout(typing);
  typing = setTimeout(() => {
    host.say({ type: "filter", text });
    announcer.say(countedWords());
  }, TYPED_MS);
}

const countedWords = (): string => l10n.t("{0} of {1} shown", number(findings.shown), number(findings.total));

/** What stands in the place of the list where there is nothing in it. */
function drawEmpty(): void {
  const filtering = toolbar.filter.trim() !== "";
  toolbar.counted(filtering ? countedWords() : "");
  const nothingFound = shown?.state.type === "complete" && shown.count === 0;
  const nothingMatches = filtering && !findings.isDrawing && findings.total > 0 && findings.shown === 0;
  status.element.hidden = nothingFound;
  const kind = nothingFound ? "found" : nothingMatches ? "matches" : "";
  if (empty.dataset["kind"] === kind) return;
  empty.dataset["kind"] = kind;
  empty.hidden = kind === "";
  if (nothingFound) {
    empty.replaceChildren(
      icon("pass"),
      h("div", {}, h("h2", {}, l10n.t("Nothing found")), h("p", {}, bdi(shown?.state.message ?? ""))),
    );
  } else if (nothingMatches) {
    empty.replaceChildren(
      icon("search"),
      h("div", {}, h("h2", {}, l10n.t("Nothing matches the filter")), clearFilter()),
    );
  } else empty.replaceChildren();
}

const clearFilter = (): HTMLElement =>
  button({
    label: l10n.t("Clear Filter"),
    onClick: () => {
      toolbar.filter = "";
      filtered("");
      toolbar.focusFilter();
    },
  });

page.replaceChildren(
  connection,
  title,
  h("div", { class: "bar" }, progress, status.element, toolbar.element),
  trouble,
  empty,
  findings.element,
  announcer.element,
);
host.say({ type: "ready" });
