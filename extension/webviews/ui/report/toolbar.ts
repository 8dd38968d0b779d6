import * as l10n from "@vscode/l10n";
import type { ReportState } from "../../report/messages.ts";
import { button, h } from "../dom.ts";

export interface ToolbarEvents {
  run(): void;
  stop(): void;
  copy(): void;
  filter(text: string): void;
}

const COPIED_FOR_MS = 2000;

/** The buttons and the filter box. They stay where they are and come and go with the state, so that none loses the focus to a redraw. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #stop: HTMLButtonElement;
  readonly #run: HTMLButtonElement;
  readonly #copy: HTMLButtonElement;
  readonly #filter = h("input", { type: "search", spellcheck: "false", autocomplete: "off" });
  readonly #search: HTMLElement;
  readonly #counted = h("span", { class: "counted" });

  constructor(events: ToolbarEvents) {
    this.#stop = button({ label: l10n.t("Stop"), icon: "debug-stop", id: "stop", onClick: () => events.stop() });
    this.#run = button({ label: "", icon: "refresh", id: "run", onClick: () => events.run() });
    const copyWords = l10n.t("Copy as Markdown List");
    this.#copy = button({ label: copyWords, icon: "copy", id: "copy", onClick: () => events.copy() });
    const filterWords = l10n.t("Filter");
    this.#filter.placeholder = filterWords;
    this.#filter.setAttribute("aria-label", filterWords);
    this.#filter.addEventListener("input", () => events.filter(this.#filter.value));
    this.#search = h("div", { class: "search", role: "search" }, this.#filter, this.#counted);
    this.element = h(
      "div",
      { class: "tools" },
      this.#search,
      h("div", { class: "buttons" }, this.#copy, this.#run, this.#stop),
    );
  }

  get filter(): string {
    return this.#filter.value;
  }

  set filter(text: string) {
    this.#filter.value = text;
  }

  focusFilter(): void {
    this.#filter.focus();
  }

  /** The mark of the button says for a moment that it was done. */
  markCopied(): void {
    const mark = this.#copy.firstElementChild;
    mark?.classList.replace("codicon-copy", "codicon-check");
    setTimeout(() => mark?.classList.replace("codicon-check", "codicon-copy"), COPIED_FOR_MS);
  }

  counted(words: string): void {
    if (this.#counted.textContent !== words) this.#counted.textContent = words;
  }

  show({ type }: ReportState, count: number): void {
    const hadFocus = [this.#stop, this.#run].some(element => element === document.activeElement);
    this.#stop.hidden = type !== "reading";
    this.#run.hidden = type === "reading" || type === "gone";
    this.#copy.hidden = count === 0;
    this.#search.hidden = count === 0;
    this.#run.className = `button ${type === "waiting" ? "primary" : "secondary"}`;
    const words = this.#run.lastElementChild;
    if (words !== null) words.textContent = type === "failed" ? l10n.t("Try Again") : l10n.t("Run Again");
    const successor = [this.#stop, this.#run].find(element => !element.hidden);
    if (hadFocus && successor !== document.activeElement) successor?.focus({ preventScroll: true });
  }
}
