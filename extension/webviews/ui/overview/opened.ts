import * as l10n from "@vscode/l10n";
import { number } from "../../../core/local.ts";
import type { SentRow, Show } from "../../overview/messages.ts";
import { bdi, button, h } from "../dom.ts";

type Opened = NonNullable<Show["opened"]>;

export interface OpenedEvents {
  details(row: SentRow): void;
  more(): void;
  close(): void;
}

/** The `data-key`s of what is in the list besides its rows. */
export const TITLE = "title";
export const MORE = "more";

export const keyOfRow = ({ connection, id }: SentRow): string => JSON.stringify([connection, id]);

/** The credentials behind a bar. */
export function openedList({ title, rows, total }: Opened, events: OpenedEvents): HTMLElement {
  const close = button({ label: l10n.t("Close"), icon: "close", onClick: () => events.close() });
  close.dataset["key"] = "close";
  const more = button({ label: l10n.t("Show More"), icon: "ellipsis", onClick: () => events.more() });
  more.dataset["key"] = MORE;
  const part = l10n.t("{0} of {1} shown", number(rows.length), number(total));
  const section = h(
    "section",
    { class: "opened" },
    h("div", { class: "opened-head" }, h("h3", { "tabindex": "-1", "data-key": TITLE }, bdi(title)), close),
    h("ul", {}, ...rows.map(row => rowOf(row, events))),
    rows.length < total && h("div", { class: "buttons" }, more, h("span", { class: "hint" }, part)),
  );
  section.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    events.close();
  });
  return section;
}

function rowOf(row: SentRow, events: OpenedEvents): HTMLElement {
  const label = row.label === "" ? l10n.t("(no name)") : row.label;
  const link = h("button", { "type": "button", "class": "button link", "data-key": keyOfRow(row) }, bdi(label));
  link.addEventListener("click", () => events.details(row));
  return h("li", {}, link, h("span", { class: "about" }, bdi(row.about)), h("span", {}, bdi(row.note)));
}
