import * as l10n from "@vscode/l10n";
import { number } from "../../../core/local.ts";
import type { ManyField, Option } from "../../../core/form.ts";
import { bdi, button, h, icon, newId, setAttribute } from "../dom.ts";
import { chips } from "./chips.ts";
import { onLeave, type Control, type ControlEvents } from "./control.ts";
import { byGroup, matching } from "./groups.ts";
import { roving } from "./roving.ts";

/** Below this a search box is more to read than the options. */
const SEARCH_FROM = 8;

/** Any number of options: a list of check boxes with a search, and what is chosen as chips above it. */
export function manyControl(field: ManyField, initial: readonly string[], events: ControlEvents): Control {
  const chosen = new Set(initial);
  const boxes = new Map(field.options.map(option => [option.value, checkbox(option, chosen.has(option.value))]));
  const optionOf = new Map(field.options.map(option => [option.value, option]));

  const set = (value: string, on: boolean): void => {
    if (on) chosen.add(value);
    else chosen.delete(value);
    const box = boxes.get(value)?.input;
    if (box !== undefined) box.checked = on;
    drawChips();
    events.changed();
  };

  const chosenChips = chips({
    label: l10n.t("Chosen: {0}", field.label),
    remove: value => {
      set(value, false);
      events.announce(l10n.t("Removed {0}.", optionOf.get(value)?.label ?? value));
    },
    whenEmpty: () => focus(),
  });
  const drawChips = (): void =>
    chosenChips.draw([...chosen].map(value => optionOf.get(value) ?? { value, label: value }));

  const groups = byGroup(field.options).map(({ group, options }) => {
    const title = group === undefined ? undefined : h("div", { class: "group-title", id: newId("group") }, bdi(group));
    const members = options.flatMap(({ value }) => boxes.get(value)?.element ?? []);
    const attributes = { "role": "group", "aria-labelledby": title?.id };
    return { element: h("div", title === undefined ? {} : attributes, title, ...members), options };
  });
  const nothing = h("p", { class: "nothing", hidden: true }, l10n.t("Nothing found."));
  const keysHint = h("span", { id: newId("hint"), class: "sr-only" }, l10n.t("Arrow keys move, Space chooses."));
  const list = h(
    "div",
    {
      "class": "checklist",
      "role": "group",
      "aria-label": l10n.t("Options for {0}", field.label),
      "aria-describedby": keysHint.id,
    },
    ...groups.map(({ element }) => element),
    nothing,
  );
  list.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement) set(target.value, target.checked);
  });
  const visibleBoxes = (): readonly HTMLInputElement[] =>
    [...boxes.values()].filter(({ element }) => !element.hidden).map(({ input }) => input);
  const rove = roving(list, visibleBoxes);

  const search = h("input", {
    "type": "search",
    "aria-label": l10n.t("Search in {0}", field.label),
    "placeholder": l10n.t("Search {0} options", number(field.options.length)),
    "autocomplete": "off",
    "spellcheck": "false",
  });
  const filter = (): void => {
    const found = new Set(matching(field.options, search.value).map(({ value }) => value));
    for (const [value, { element }] of boxes) element.hidden = !found.has(value);
    for (const { element, options } of groups) element.hidden = !options.some(({ value }) => found.has(value));
    nothing.hidden = found.size > 0;
    rove.update();
    events.announce(l10n.t("{0} of {1} options shown", number(found.size), number(field.options.length)));
  };
  search.addEventListener("input", filter);
  search.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey) return;
    // Enter would send the form, and Escape would empty a search that somebody may still want.
    if (event.key === "Enter" || event.key === "Escape") event.preventDefault();
    if (event.key === "ArrowDown") {
      event.preventDefault();
      visibleBoxes()[0]?.focus();
    }
  });

  const other = otherInput(field, value => {
    set(value, true);
    events.announce(l10n.t("Added {0}.", value));
  });
  const focus = (): void => {
    const target = field.options.length >= SEARCH_FROM ? search : (visibleBoxes()[0] ?? other?.querySelector("input"));
    target?.focus();
  };

  const empty = field.options.length === 0;
  const element = h(
    "div",
    { class: "many" },
    chosenChips.element,
    field.options.length >= SEARCH_FROM && search,
    !empty && keysHint,
    !empty && list,
    empty &&
      h("p", { class: "empty-options" }, icon("info"), field.emptyText ?? l10n.t("There is nothing to choose from.")),
    other,
  );
  drawChips();
  onLeave(element, events.left);

  return {
    element,
    value: () => [...chosen],
    focus,
    describe: (ids, invalid) => {
      for (const target of [search, ...(other?.querySelectorAll("input") ?? [])]) {
        setAttribute(target, "aria-describedby", ids);
        setAttribute(target, "aria-invalid", invalid && "true");
      }
      list.classList.toggle("invalid", invalid);
      setAttribute(list, "aria-describedby", [keysHint.id, ids].filter(Boolean).join(" "));
    },
  };
}

function checkbox(option: Option, checked: boolean) {
  const descriptionId = option.description === undefined ? undefined : newId("description");
  const input = h("input", {
    "type": "checkbox",
    "value": option.value,
    "tabindex": "-1",
    "aria-describedby": descriptionId,
  });
  input.checked = checked;
  const element = h(
    "label",
    { class: "check" },
    input,
    h(
      "span",
      { class: "option-label" },
      bdi(option.label),
      option.dangerous === true && h("span", { class: "dangerous" }, icon("warning"), l10n.t("far-reaching")),
    ),
    option.description !== undefined &&
      h("span", { id: descriptionId, class: "option-description" }, option.description),
  );
  return { element, input };
}

function otherInput(field: ManyField, add: (value: string) => void): HTMLElement | undefined {
  if (field.allowOther !== true) return undefined;
  const label = l10n.t("Another one for {0}, which is not in the list", field.label);
  const input = h("input", {
    "type": "text",
    "aria-label": label,
    "placeholder": l10n.t("Not in the list? Type it here"),
    "autocomplete": "off",
    "spellcheck": "false",
  });
  const take = (): void => {
    const value = input.value.trim();
    input.value = "";
    if (value !== "") add(value);
  };
  // Typed but not added, and gone on: it was meant.
  input.addEventListener("blur", take);
  input.addEventListener("keydown", event => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || input.value.trim() === "") return;
    event.preventDefault();
    take();
  });
  return h(
    "div",
    { class: "with-button other" },
    input,
    button({ label: l10n.t("Add"), icon: "add", onClick: () => input.focus() }),
  );
}
