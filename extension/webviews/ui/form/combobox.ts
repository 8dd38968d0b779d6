import * as l10n from "@vscode/l10n";
import { number } from "../../../core/local.ts";
import type { ChoiceField, Option } from "../../../core/form.ts";
import { bdi, h, icon, newId, setAttribute } from "../dom.ts";
import type { Control, ControlEvents } from "./control.ts";
import { matching } from "./groups.ts";

/** More than these would be drawn in vain: nobody reads them, typing narrows them down. */
const SHOWN_AT_MOST = 100;

/**
 * One of many options, found by typing; with `allowOther` also what is not among them. Follows the
 * combobox pattern of the ARIA Authoring Practices: the focus stays in the input, `aria-activedescendant` moves.
 */
export function comboboxControl(field: ChoiceField, initial: string, events: ControlEvents): Control {
  const [id, listId] = [newId("combobox"), newId("listbox")];
  const labelOf = (value: string): string => field.options.find(option => option.value === value)?.label ?? value;
  const input = h("input", {
    id,
    "type": "text",
    "role": "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": listId,
    "aria-required": field.required === true && "true",
    "autocomplete": "off",
    "spellcheck": "false",
  });
  input.value = labelOf(initial);
  const list = h("div", {
    "id": listId,
    "role": "listbox",
    "class": "listbox",
    "aria-label": l10n.t("Options for {0}", field.label),
    "hidden": true,
  });
  const note = h("div", { class: "listbox-note", hidden: true });
  const popup = h("div", { class: "popup", hidden: true }, list, note);

  let value = initial;
  let active = -1;
  let shown: readonly Option[] = [];

  const setActive = (index: number): void => {
    active = index;
    list.querySelectorAll("[role=option]").forEach((element, at) => {
      setAttribute(element, "aria-selected", String(at === index));
      if (at !== index) return;
      element.scrollIntoView({ block: "nearest" });
    });
    const current = list.querySelectorAll("[role=option]").item(index) as Element | null;
    setAttribute(input, "aria-activedescendant", current?.id);
  };

  const close = (): void => {
    popup.hidden = list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    setActive(-1);
  };

  const choose = (option: Option): void => {
    value = option.value;
    input.value = option.label;
    close();
    events.changed();
  };

  const open = (search: string): void => {
    const found = matching(field.options, search);
    shown = found.slice(0, SHOWN_AT_MOST);
    list.replaceChildren(...shown.map(option => optionRow(option, () => choose(option))));
    const more = found.length - shown.length;
    const text =
      shown.length === 0
        ? field.allowOther === true
          ? l10n.t("Not in the list; it is taken as typed.")
          : l10n.t("Nothing found.")
        : more > 0
          ? l10n.t("{0} more: type to narrow them down.", number(more))
          : "";
    note.textContent = text;
    note.hidden = text === "";
    list.hidden = shown.length === 0;
    popup.hidden = false;
    input.setAttribute("aria-expanded", String(shown.length > 0));
    setActive(-1);
    popup.scrollIntoView({ block: "nearest" });
    events.announce(shown.length === 0 ? text : l10n.t("Options: {0}", number(found.length)));
  };

  const isOpen = (): boolean => !popup.hidden;

  input.addEventListener("input", () => {
    const typed = input.value.trim();
    const exact = field.options.find(option => option.label === typed || option.value === typed);
    value = exact?.value ?? typed;
    open(typed);
    events.changed();
  });
  input.addEventListener("click", () => {
    if (!isOpen()) open("");
  });
  input.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey) return;
    const move = (index: number): void => {
      event.preventDefault();
      if (!isOpen()) open("");
      if (shown.length > 0) setActive((index + shown.length) % shown.length);
    };
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active < 0 ? shown.length - 1 : active - 1);
    else if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && isOpen()) {
      const option = shown[active];
      if (option === undefined) {
        close();
        return;
      }
      event.preventDefault();
      choose(option);
    }
  });
  input.addEventListener("blur", () => {
    close();
    events.left();
  });

  return {
    element: h("div", { class: "combobox" }, input, icon("chevron-down", "arrow"), popup),
    labelled: id,
    value: () => value,
    focus: () => input.focus(),
    describe: (ids, invalid) => {
      setAttribute(input, "aria-describedby", ids);
      setAttribute(input, "aria-invalid", invalid && "true");
    },
  };
}

function optionRow(option: Option, choose: () => void): HTMLElement {
  const row = h(
    "div",
    { "id": newId("option"), "role": "option", "aria-selected": "false", "class": "option" },
    h(
      "span",
      { class: "option-label" },
      bdi(option.label),
      option.dangerous === true && h("span", { class: "dangerous" }, icon("warning"), l10n.t("far-reaching")),
    ),
    option.description !== undefined && h("span", { class: "option-description" }, option.description),
  );
  // The focus must stay in the input: losing it closes the list before the click arrives.
  row.addEventListener("mousedown", event => event.preventDefault());
  row.addEventListener("click", choose);
  return row;
}
