import * as l10n from "@vscode/l10n";
import type { Show } from "../../overview/messages.ts";
import { h, newId } from "../dom.ts";

type Unit = Show["unit"];

/** How long the steps of the time line are. */
export class UnitChoice {
  readonly element: HTMLElement;
  readonly #inputs: ReadonlyMap<Unit, HTMLInputElement>;

  constructor(choose: (unit: Unit) => void) {
    const name = newId("unit");
    const words: readonly (readonly [Unit, string])[] = [
      ["week", l10n.t("Weeks")],
      ["month", l10n.t("Months")],
      ["year", l10n.t("Years")],
    ];
    this.#inputs = new Map(words.map(([unit]) => [unit, h("input", { type: "radio", name, value: unit })]));
    for (const [unit, input] of this.#inputs) input.addEventListener("change", () => choose(unit));
    this.element = h(
      "div",
      { "class": "units", "role": "radiogroup", "aria-label": l10n.t("Steps of the time line") },
      ...words.map(([unit, label]) => h("label", {}, this.#inputs.get(unit), label)),
    );
  }

  show(unit: Unit): void {
    const input = this.#inputs.get(unit);
    if (input !== undefined) input.checked = true;
  }
}
