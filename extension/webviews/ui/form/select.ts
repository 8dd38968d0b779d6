import * as l10n from "@vscode/l10n";
import type { ChoiceField, Option } from "../../../core/form.ts";
import { h, newId, setAttribute } from "../dom.ts";
import type { Control, ControlEvents } from "./control.ts";
import { byGroup } from "./groups.ts";

const optionText = ({ label, description, dangerous }: Option): string =>
  [dangerous === true ? l10n.t("{0} (far-reaching)", label) : label, description].filter(Boolean).join(" – ");

const optionElement = (option: Option): HTMLOptionElement => h("option", { value: option.value }, optionText(option));

/** One of a few options. */
export function selectControl(field: ChoiceField, value: string, events: ControlEvents): Control {
  const id = newId("select");
  const select = h(
    "select",
    { id, "aria-required": field.required === true && "true" },
    h("option", { value: "" }, field.required === true ? l10n.t("Choose...") : l10n.t("None")),
    ...byGroup(field.options).flatMap(({ group, options }) => {
      const elements = options.map(optionElement);
      return group === undefined ? elements : [h("optgroup", { label: group }, ...elements)];
    }),
  );
  // A value that is no longer offered stays visible, so that nothing is changed silently.
  if (!field.options.some(option => option.value === value) && value !== "") {
    select.append(h("option", { value }, value));
  }
  select.value = value;
  select.addEventListener("change", events.changed);
  select.addEventListener("blur", events.left);
  return {
    element: h("div", { class: "select" }, select),
    labelled: id,
    value: () => select.value,
    focus: () => select.focus(),
    describe: (ids, invalid) => {
      setAttribute(select, "aria-describedby", ids);
      setAttribute(select, "aria-invalid", invalid && "true");
    },
  };
}
