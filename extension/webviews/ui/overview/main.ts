import * as l10n from "@vscode/l10n";
import type { KeptTab } from "../../messages.ts";
import { type FromOverview, type SentChart, type Show, toOverview, type ToOverview } from "../../overview/messages.ts";
import { Announcer } from "../announce.ts";
import { button, h } from "../dom.ts";
import { connect, pageElement } from "../host.ts";
import { statePage } from "../states.ts";
import { ChartView } from "./chart.ts";
import { connectionList, keyOfItem } from "./connections.ts";
import { keepFocus, withKey } from "./keep-focus.ts";
import { toneDefinitions } from "./tones.ts";
import { UnitChoice } from "./unit-choice.ts";

/* The overview page: draws what the host has counted, and says what the person does. */

const page = pageElement();
const host = connect<FromOverview, KeptTab, ToOverview>(toOverview, heard);
const announcer = new Announcer();
const summary = h("p", { class: "summary" });
const connections = h("div", {});
const charts = h("div", { class: "charts" });
const refresh = button({ label: l10n.t("Refresh"), icon: "refresh", onClick: () => host.say({ type: "refresh" }) });
const unit = new UnitChoice(chosen => host.say({ type: "unit", unit: chosen }));
const views = new Map<SentChart["id"], ChartView>();
let print = "";
let wasLoading = false;

function heard(message: ToOverview): void {
  if (message.type === "show") show(message);
  else page.replaceChildren(statePage({ icon: "warning", kind: "warning", title: message.message }));
}

function show(message: Show): void {
  host.keep({ ref: message.ref });
  unit.show(message.unit);
  summary.textContent = message.summary;
  refresh.hidden = message.connections.length === 0;
  const next = JSON.stringify(message.connections);
  if (next !== print) {
    print = next;
    keepFocus(
      connections,
      () => connections.replaceChildren(...stateOf(message)),
      key => withKey(connections, keyOfItem(key)),
    );
  }
  charts.hidden = message.charts.length === 0;
  for (const chart of message.charts) viewOf(chart.id).show(chart, message.connections, message.opened);
  const isLoading = message.connections.some(({ state }) => state === "loading");
  // Once, when there is no more to come: numbers that change several times a second are no news.
  if (wasLoading && !isLoading) announcer.say(message.summary);
  wasLoading = isLoading;
}

function stateOf({ connections: known, charts: drawn }: Show): readonly HTMLElement[] {
  if (known.length === 0) return [noConnection()];
  const list = connectionList(known, pressed => host.say(pressed));
  const isEmpty = drawn.length === 0 && known.every(({ state }) => state === "complete");
  return isEmpty ? [list, h("p", {}, l10n.t("There are no credentials yet, so there is nothing to draw."))] : [list];
}

const noConnection = (): HTMLElement =>
  h(
    "div",
    { class: "state" },
    h(
      "div",
      {},
      h(
        "p",
        {},
        l10n.t(
          "There is no connection yet. Here you see when credentials expire, how old they are, and who owns them.",
        ),
      ),
      button({
        label: l10n.t("Add Connection..."),
        kind: "primary",
        onClick: () => host.say({ type: "addConnection" }),
      }),
    ),
  );

function viewOf(id: SentChart["id"]): ChartView {
  const present = views.get(id);
  if (present !== undefined) return present;
  const made = new ChartView(
    {
      open: place => host.say({ type: "open", place }),
      details: row => host.say({ type: "details", connection: row.connection, id: row.id }),
      more: () => host.say({ type: "more" }),
      close: () => host.say({ type: "close" }),
    },
    id === "ends" ? unit.element : undefined,
  );
  views.set(id, made);
  charts.append(made.element);
  return made;
}

page.replaceChildren(
  h("div", { class: "head" }, h("h1", {}, l10n.t("Overview")), refresh),
  summary,
  connections,
  charts,
  toneDefinitions(),
  announcer.element,
);
host.say({ type: "ready" });
