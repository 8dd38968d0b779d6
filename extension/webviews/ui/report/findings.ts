import { filterFor } from "../../report/filter.ts";
import type { SentFinding } from "../../report/messages.ts";
import { bdi, h, newId } from "../dom.ts";
import { roving } from "../form/roving.ts";
import { row, type Row } from "./row.ts";
import { number } from "../../../core/local.ts";

export interface FindingsEvents {
  open(index: number): void;
  /** Rows were drawn, hidden or shown. */
  changed(): void;
}

interface Group {
  readonly section: HTMLElement;
  readonly count: HTMLElement;
  readonly list: HTMLElement;
  readonly chunks: Chunk[];
  readonly rows: Row[];
}

interface Chunk {
  readonly element: HTMLElement;
  readonly rows: Row[];
}

/** So many rows are left out of layout and painting together while they are out of sight. */
const CHUNK = 50;

/** Rows are drawn for so long in each frame, so that the page answers while thousands arrive. */
const DRAW_FOR_MS = 12;

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
    this.#keys.update();
    this.#changed();
  }

  filter(typed: string): void {
    this.#matches = filterFor(typed);
    this.#filtering = typed.trim() !== "";
    for (const { rows, chunks } of this.#groups.values()) {
      for (const { element, text } of rows) element.hidden = !this.#matches(text);
      for (const chunk of chunks) estimate(chunk);
    }
    this.#keys.update();
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
    if (this.#drawn === done || this.#waiting.length === 0) this.#keys.update();
    this.#frame = this.#waiting.length > 0 ? requestAnimationFrame(() => this.#draw()) : undefined;
    this.#changed();
  }

  #put(finding: SentFinding, index: number): void {
    const group = this.#group(finding.group);
    const made = row(finding, () => this.#events.open(index));
    made.element.hidden = !this.#matches(made.text);
    const chunk = roomIn(group);
    group.rows.push(made);
    chunk.rows.push(made);
    chunk.element.append(made.element);
    estimate(chunk);
  }

  #group(name: string): Group {
    const present = this.#groups.get(name);
    if (present !== undefined) return present;
    const id = newId("group");
    const count = h("span", { class: "count" });
    const list = h("div", { class: "list", role: "list" });
    const section = h("section", { "aria-labelledby": id }, h("h2", { id }, bdi(name), " ", count), list);
    const group = { section, count, list, chunks: [], rows: [] };
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
      count.textContent = shown === rows.length ? `(${number(shown)})` : `(${number(shown)} / ${number(rows.length)})`;
    }
    this.#events.changed();
  }

  #visible(): readonly Row[] {
    return [...this.#groups.values()].flatMap(({ rows }) => rows.filter(({ element }) => !element.hidden));
  }
}

/** The last chunk of a group or, where that is full, a new one. */
function roomIn({ list, chunks }: Group): Chunk {
  const last = chunks.at(-1);
  if (last !== undefined && last.rows.length < CHUNK) return last;
  const chunk = { element: h("div", { class: "chunk", role: "presentation" }), rows: [] };
  chunks.push(chunk);
  list.append(chunk.element);
  return chunk;
}

/** How tall a chunk is that was never laid out follows from how many of its rows are shown. */
function estimate({ element, rows }: Chunk): void {
  const shown = rows.filter(row => !row.element.hidden).length;
  element.hidden = shown === 0;
  element.style.setProperty("--rows", String(shown));
}
