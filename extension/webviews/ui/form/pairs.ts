import * as l10n from "@vscode/l10n";
import type { PairsField } from "../../../core/form.ts";
import type { Pair } from "../../../core/model.ts";
import { button, h, setAttribute } from "../dom.ts";
import { onLeave, type Control, type ControlEvents } from "./control.ts";

interface Row {
  readonly element: HTMLElement;
  readonly key: HTMLInputElement;
  readonly value: HTMLInputElement;
}

/** Keys with values, in rows that can be added and taken away. */
export function pairsControl(field: PairsField, initial: readonly Pair[], events: ControlEvents): Control {
  const rows: Row[] = [];
  const list = h("div", { class: "pairs" });

  const input = (label: string, value: string): HTMLInputElement => {
    const element = h("input", {
      "type": "text",
      "aria-label": label,
      "placeholder": label,
      "autocomplete": "off",
      "spellcheck": "false",
    });
    element.value = value;
    element.addEventListener("input", events.changed);
    return element;
  };

  const remove = (row: Row): void => {
    const index = rows.indexOf(row);
    rows.splice(index, 1);
    row.element.remove();
    (rows[index]?.key ?? add).focus();
    events.announce(l10n.t("Removed."));
    events.changed();
  };

  const append = (pair: Pair): Row => {
    const row: Row = {
      element: h("div", { class: "pair" }),
      key: input(field.keyLabel, pair.key),
      value: input(field.valueLabel, pair.value),
    };
    row.element.append(
      row.key,
      row.value,
      button({ label: l10n.t("Remove this row"), icon: "trash", iconOnly: true, onClick: () => remove(row) }),
    );
    rows.push(row);
    list.append(row.element);
    return row;
  };

  const add = button({
    label: l10n.t("Add"),
    icon: "add",
    onClick: () => append({ key: "", value: "" }).key.focus(),
  });
  add.setAttribute("aria-label", l10n.t("Add to {0}", field.label));
  initial.forEach(append);

  const element = h("div", {}, list, add);
  onLeave(element, events.left);
  return {
    element,
    value: () =>
      rows
        .map(row => ({ key: row.key.value, value: row.value.value }))
        .filter(({ key, value }) => key.trim() !== "" || value.trim() !== ""),
    focus: () => (firstWrong(rows)?.key ?? rows[0]?.key ?? add).focus(),
    describe: (_ids, invalid) => {
      const wrong = invalid ? firstWrong(rows) : undefined;
      for (const row of rows) setAttribute(row.key, "aria-invalid", row === wrong && "true");
    },
  };
}

/** The row that the complaint is about: a value without a key, or a key that was there before. */
function firstWrong(rows: readonly Row[]): Row | undefined {
  return rows.find(({ key, value }, index) => {
    if (key.value.trim() === "") return value.value.trim() !== "";
    return rows.slice(0, index).some(earlier => earlier.key.value === key.value);
  });
}
