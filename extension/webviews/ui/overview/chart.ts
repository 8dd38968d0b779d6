import * as l10n from "@vscode/l10n";
import { number } from "../../../core/local.ts";
import type { Place, SentChart, SentConnection, SentRow, Show } from "../../overview/messages.ts";
import { bdi, h, newId } from "../dom.ts";
import { keepFocus, withKey } from "./keep-focus.ts";
import { drawLane, leastWidth } from "./lane.ts";
import { keyOfRow, MORE, openedList, TITLE } from "./opened.ts";
import { keyOf, tableOf } from "./table.ts";
import { toneSample } from "./tones.ts";

export interface ChartEvents {
  open(place: Place): void;
  details(row: SentRow): void;
  more(): void;
  close(): void;
}

/** A picture with its words, the same as a table, and the credentials behind one of its bars. */
export class ChartView {
  readonly element: HTMLElement;
  readonly #events: ChartEvents;
  readonly #intro = h("p", { class: "hint" });
  readonly #lanes = h("div", { class: "lanes" });
  readonly #scroll: HTMLElement;
  readonly #legend = h("ul", { class: "legend" });
  readonly #note = h("p", { class: "hint" });
  readonly #summary = h("summary", {}, l10n.t("As a table"));
  readonly #table = h("div", { class: "scroll" });
  readonly #opened = h("div", {});
  readonly #title: HTMLElement;
  #chart: SentChart | undefined;
  #names: ReadonlyMap<string, string> = new Map();
  #print = "";
  #openedPrint = "";
  #place: Place | undefined;
  #rows: readonly SentRow[] = [];
  /** The person asked for this list, so it gets the focus when it is there. */
  #asked: string | undefined;

  constructor(events: ChartEvents, controls?: HTMLElement) {
    this.#events = events;
    const id = newId("chart");
    this.#title = h("h2", { id });
    this.#scroll = h("div", { class: "scroll", role: "group" }, this.#lanes);
    const details = h("details", {}, this.#summary, this.#table);
    this.element = h(
      "section",
      { "class": "chart", "aria-labelledby": id },
      this.#title,
      this.#intro,
      controls,
      this.#scroll,
      this.#legend,
      this.#note,
      details,
      this.#opened,
    );
    let width = 0;
    new ResizeObserver(() => {
      if (this.#scroll.clientWidth === width) return;
      width = this.#scroll.clientWidth;
      this.#draw();
    }).observe(this.#scroll);
  }

  show(chart: SentChart, connections: readonly SentConnection[], opened: Show["opened"]): void {
    const print = JSON.stringify([chart, connections.map(({ id, where }) => [id, where])]);
    if (print !== this.#print) {
      this.#print = print;
      this.#chart = chart;
      this.#names = new Map(connections.map(({ id, where }) => [id, where.connection]));
      this.#title.textContent = chart.title;
      this.#scroll.setAttribute("aria-label", l10n.t("Chart: {0}. The same is below as a table.", chart.title));
      this.#intro.textContent = chart.intro;
      this.#note.textContent = chart.note;
      this.#note.hidden = chart.note === "";
      this.#legend.hidden = chart.legend.length === 0;
      this.#legend.replaceChildren(...chart.legend.map(({ tone, label }) => h("li", {}, toneSample(tone), label)));
      keepFocus(
        this.#table,
        () => this.#table.replaceChildren(tableOf(chart, this.#names, place => this.#ask(place))),
        () => this.#summary,
      );
      this.#draw();
    }
    this.#showOpened(opened?.place.chart === chart.id ? opened : undefined);
  }

  #showOpened(opened: Show["opened"]): void {
    const print = JSON.stringify(opened);
    if (print !== this.#openedPrint) {
      this.#openedPrint = print;
      const before = this.#place;
      const hadFocus = this.#opened.contains(document.activeElement);
      const rowsBefore = this.#rows;
      this.#place = opened?.place;
      this.#rows = opened?.rows ?? [];
      keepFocus(
        this.#opened,
        () =>
          this.#opened.replaceChildren(
            ...(opened === undefined
              ? []
              : [
                  openedList(opened, {
                    details: row => this.#events.details(row),
                    more: () => this.#events.more(),
                    close: () => this.#events.close(),
                  }),
                ]),
          ),
        // There is no more: on with the first row that has come.
        key => this.#rowAt(key === MORE ? rowsBefore.length : -1) ?? withKey(this.#opened, TITLE),
      );
      if (opened === undefined && hadFocus && before !== undefined) this.#focusOpener(before);
      this.#mark();
    }
    // What comes meanwhile may have been sent before anybody asked.
    if (opened === undefined || keyOf(opened.place) !== this.#asked) return;
    this.#asked = undefined;
    withKey(this.#opened, TITLE)?.focus();
    this.#opened.scrollIntoView({ block: "nearest" });
  }

  #rowAt(index: number): HTMLElement | undefined {
    const row = this.#rows[index];
    return row === undefined ? undefined : withKey(this.#opened, keyOfRow(row));
  }

  /** Back to where it was opened: a button of the table or, where that is closed, what opens it. */
  #focusOpener(place: Place): void {
    const opener = withKey(this.#table, keyOf(place));
    if (opener?.checkVisibility() === true) opener.focus();
    else this.#summary.focus();
  }

  #ask(place: Place): void {
    this.#asked = keyOf(place);
    this.#events.open(place);
  }

  #draw(): void {
    const chart = this.#chart;
    const room = this.#scroll.clientWidth;
    if (chart === undefined || room === 0) return;
    const width = Math.max(room, leastWidth(chart.columns, chart.id === "ends"));
    const last = chart.lanes.findLastIndex(({ cells }) => cells.some(({ count }) => count > 0));
    this.#lanes.replaceChildren(
      ...chart.lanes.map(({ connection, cells }, index) => {
        const count = cells.reduce((sum, cell) => sum + cell.count, 0);
        const name = h("p", { class: "lane-name" }, bdi(this.#names.get(connection) ?? ""), ` (${number(count)})`);
        if (count === 0) return h("div", { class: "lane" }, name);
        const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
        svg.setAttribute("aria-hidden", "true");
        svg.dataset["connection"] = connection;
        const open = (column: string): void => this.#ask({ chart: chart.id, column, connection });
        drawLane(svg, { columns: chart.columns, cells, width, isLast: index === last, open });
        return h("div", { class: "lane" }, name, svg);
      }),
    );
    // Only what can be scrolled is worth a stop of the Tab key.
    if (width > room) this.#scroll.tabIndex = 0;
    else this.#scroll.removeAttribute("tabindex");
    this.#mark();
  }

  /** The bar whose credentials are listed. */
  #mark(): void {
    for (const bar of this.#lanes.querySelectorAll<SVGElement>(".bar")) {
      const lane = bar.ownerSVGElement?.dataset["connection"];
      const isOpen =
        this.#place?.column === bar.dataset["column"] &&
        (this.#place?.connection === undefined || this.#place.connection === lane);
      bar.classList.toggle("open", isOpen);
    }
  }
}
