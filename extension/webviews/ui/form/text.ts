import type { TextField } from "../../../core/form.ts";
import { h, newId } from "../dom.ts";
import { describeInput, type Control, type ControlEvents } from "./control.ts";

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
