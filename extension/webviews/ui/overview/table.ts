import * as l10n from "@vscode/l10n";
import { number } from "../../../core/local.ts";
import type { Place, SentCell, SentChart } from "../../overview/messages.ts";
import { bdi, h } from "../dom.ts";

export const keyOf = (place: Place): string => JSON.stringify([place.chart, place.column, place.connection ?? ""]);

/** What a picture shows, as a table: a row for each column in which there is anything. */
export function tableOf(
  chart: SentChart,
  names: ReadonlyMap<string, string>,
  open: (place: Place) => void,
): HTMLTableElement {
  const lanes = chart.lanes.length > 1 ? chart.lanes : [];
  const cellOf = (cell: SentCell | undefined, place: Place): HTMLElement =>
    h("td", {}, cell === undefined || cell.count === 0 ? number(0) : openButton(cell, place, open));
  const rows = chart.columns.flatMap(({ id, label, isNow }, index) => {
    const total = chart.totals[index];
    if (total === undefined || total.count === 0) return [];
    const place: Place = { chart: chart.id, column: id };
    return [
      h(
        "tr",
        {},
        h("th", { scope: "row" }, isNow === true ? l10n.t("{0} (now)", label) : label),
        ...lanes.map(({ connection, cells }) => cellOf(cells[index], { ...place, connection })),
        cellOf(total, place),
      ),
    ];
  });
  return h(
    "table",
    {},
    h("caption", { class: "sr-only" }, chart.title),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, chart.head),
        ...lanes.map(({ connection }) => h("th", { scope: "col" }, bdi(names.get(connection) ?? ""))),
        h("th", { scope: "col" }, lanes.length > 0 ? l10n.t("All connections") : l10n.t("Credentials")),
      ),
    ),
    h("tbody", {}, ...rows),
  );
}

function openButton({ count, words }: SentCell, place: Place, open: (place: Place) => void): HTMLButtonElement {
  const element = h(
    "button",
    { "type": "button", "class": "button link", "aria-label": words, "data-key": keyOf(place) },
    number(count),
  );
  element.addEventListener("click", () => open(place));
  return element;
}
