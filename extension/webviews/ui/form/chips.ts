import * as l10n from "@vscode/l10n";
import type { Option } from "../../../core/form.ts";
import { bdi, button, h, icon, setAttribute } from "../dom.ts";

interface ChipsOptions {
  readonly label: string;
  readonly remove: (value: string) => void;
  /** The last chip was taken away with the focus on it: put the focus somewhere. */
  readonly whenEmpty: () => void;
}

/** What is chosen, each with a button that takes it away. */
export function chips({ label, remove, whenEmpty }: ChipsOptions) {
  const element = h("ul", { "class": "chips", "aria-label": label, "hidden": true });

  const chip = (option: Option, index: number): HTMLElement =>
    h(
      "li",
      { class: option.dangerous === true ? "chip dangerous" : "chip" },
      option.dangerous === true && icon("warning"),
      bdi(option.label),
      button({
        label: l10n.t("Remove {0}", option.label),
        icon: "close",
        iconOnly: true,
        onClick: () => {
          remove(option.value);
          const buttons = element.querySelectorAll("button");
          const next = buttons.item(Math.min(index, buttons.length - 1)) as HTMLElement | null;
          if (next === null) whenEmpty();
          else next.focus();
        },
      }),
    );

  return {
    element,
    draw: (options: readonly Option[]): void => {
      setAttribute(element, "hidden", options.length === 0);
      element.replaceChildren(...options.map(chip));
    },
  };
}
