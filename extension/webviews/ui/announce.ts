import { h } from "./dom.ts";

/** A place that screen readers read out when something is written into it. */
export class Announcer {
  readonly element = h("div", { class: "sr-only", role: "status" });
  #clearing: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    clearTimeout(this.#clearing);
    // The same words twice would be no change, and would not be read again.
    this.element.textContent = this.element.textContent === text ? `${text}\u00a0` : text;
    this.#clearing = setTimeout(() => this.element.replaceChildren(), 10_000);
  }
}
