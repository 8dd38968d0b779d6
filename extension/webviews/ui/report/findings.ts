import { filterFor } from "../../report/filter.ts";
import type { SentFinding } from "../../report/messages.ts";
import { bdi, h, newId } from "../dom.ts";
import { roving } from "../form/roving.ts";
import { row, type Row } from "./row.ts";

export interface FindingsEvents {
  open(index: number): void;
  /** Rows were drawn, hidden or shown. */
  changed(): void;
}

interface Group {
  readonly section: HTMLElement;
  readonly count: HTMLElement;
  readonly list: HTMLElement;
  readonly rows: Row[];
}

/** Rows are drawn for so long in each frame, so that the page answers while thousands arrive. */
const DRAW_FOR_MS = 8;

/** The list: drawn as it comes, grouped, filtered, and one stop of the Tab key, in which arrow keys move. */
export class FindingsView {
  readonly element = h("div", { class: "findings" });
  readonly #events: FindingsEvents;
  readonly #groups = new Map<string, Group>();
  readonly #keys: { update(): void };
  #waiting: SentFinding[] = [];
  #frame: number | undefined;
  #drawn = 0;
  #shown = 0;
  #matches = filterFor("");
  #filtering = false;

  constructor(events: FindingsEvents) {
    this.#events = events;
    this.#keys = roving(this.element, () => this.#visible().map(({ stop }) => stop));
  }

  get total(): number {
    return this.#drawn + this.#waiting.length;
  }

  /** So many the filter lets through, of those that are drawn. */
  get shown(): number {
    return this.#shown;
  }

  get isDrawing(): boolean {
    return this.#frame !== undefined;
  }

  add(findings: readonly SentFinding[]): void {
    this.#waiting = [...this.#waiting, ...findings];
    this.#frame ??= requestAnimationFrame(() => this.#draw());
  }

  clear(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#waiting = [];
    this.#drawn = 0;
    this.#groups.clear();
    this.element.replaceChildren();
    this.#changed();
  }

  filter(typed: string): void {
    this.#matches = filterFor(typed);
    this.#filtering = typed.trim() !== "";
    for (const { rows } of this.#groups.values()) {
      for (const { element, text } of rows) element.hidden = !this.#matches(text);
    }
    this.#changed();
  }

  #draw(): void {
    const until = performance.now() + DRAW_FOR_MS;
    let done = 0;
    for (const finding of this.#waiting) {
      if (done % 20 === 0 && done > 0 && performance.now() > until) break;
      this.#put(finding, this.#drawn + done);
      done++;
    }
    this.#drawn += done;
    this.#waiting = this.#waiting.slice(done);
    this.#frame = this.#waiting.length > 0 ? requestAnimationFrame(() => this.#draw()) : undefined;
    this.#changed();
  }

  #put(finding: SentFinding, index: number): void {
    const { list, rows } = this.#group(finding.group);
    const made = row(finding, () => this.#events.open(index));
    made.element.hidden = !this.#matches(made.text);
    rows.push(made);
    list.append(made.element);
  }

  #group(name: string): Group {
    const present = this.#groups.get(name);
    if (present !== undefined) return present;
    const id = newId("group");
    const count = h("span", { class: "count" });
    const list = h("ul", {});
    const section = h("section", { "aria-labelledby": id }, h("h2", { id }, bdi(name), " ", count), list);
    const group = { section, count, list, rows: [] };
    this.#groups.set(name, group);
    this.element.append(section);
    return group;
  }

  #changed(): void {
    this.#shown = 0;
    for (const { section, count, rows } of this.#groups.values()) {
      const shown = this.#filtering ? rows.filter(({ element }) => !element.hidden).length : rows.length;
      this.#shown += shown;
      section.hidden = shown === 0;
      count.textContent = shown === rows.length ? `(${shown})` : `(${shown} / ${rows.length})`;
    }
    this.#keys.update();
    this.#events.changed();
  }

  #visible(): readonly Row[] {
    return [...this.#groups.values()].flatMap(({ rows }) => rows.filter(({ element }) => !element.hidden));
  }
}
