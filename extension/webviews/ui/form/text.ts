import * as l10n from "@vscode/l10n";
import type { SecretField, TextField } from "../../../core/form.ts";
import { button, h, newId, setAttribute } from "../dom.ts";
import type { Control, ControlEvents } from "./control.ts";

const describeInput = (input: HTMLElement, ids: string | undefined, invalid: boolean): void => {
  setAttribute(input, "aria-describedby", ids);
  setAttribute(input, "aria-invalid", invalid && "true");
};

/** One line of text, or several. */
export function textControl(field: TextField, value: string, events: ControlEvents): Control {
  const id = newId("text");
  const attributes = {
    id,
    "placeholder": field.placeholder,
    "aria-required": field.required === true && "true",
    "autocomplete": "off",
    "spellcheck": field.multiline === true ? "true" : "false",
  };
  const input =
    field.multiline === true
      ? h("textarea", { ...attributes, rows: "3" })
      : h("input", { ...attributes, type: "text" });
  input.value = value;
  input.addEventListener("input", events.changed);
  input.addEventListener("blur", events.left);
  return {
    element: input,
    labelled: id,
    value: () => input.value,
    focus: () => input.focus(),
    describe: (ids, invalid) => describeInput(input, ids, invalid),
  };
}

/** Text that is typed hidden, with a button that shows it. */
export function secretControl(field: SecretField, events: ControlEvents): Control {
  const id = newId("secret");
  const input = h("input", {
    id,
    "type": "password",
    "placeholder": field.placeholder,
    "aria-required": field.required === true && "true",
    "autocomplete": "new-password",
    "spellcheck": "false",
  });
  const show = button({
    label: l10n.t("Show {0}", field.label),
    icon: "eye",
    iconOnly: true,
    onClick: () => setShown(input.type === "password"),
  });
  show.setAttribute("aria-pressed", "false");
  const setShown = (shown: boolean): void => {
    input.type = shown ? "text" : "password";
    show.setAttribute("aria-pressed", String(shown));
    show.firstElementChild?.classList.toggle("codicon-eye", !shown);
    show.firstElementChild?.classList.toggle("codicon-eye-closed", shown);
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) setShown(false);
  });
  input.addEventListener("input", events.changed);
  const element = h("div", { class: "with-button" }, input, show);
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget !== show && relatedTarget !== input) events.left();
  });
  return {
    element,
    labelled: id,
    value: () => input.value,
    focus: () => input.focus(),
    describe: (ids, invalid) => describeInput(input, ids, invalid),
  };
}
