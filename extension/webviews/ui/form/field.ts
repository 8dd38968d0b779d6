import * as l10n from "@vscode/l10n";
import type { ChoiceField, Field, FieldValue, FormValues } from "../../../core/form.ts";
import { listOf, pairsOf, textOf } from "../../../core/form.ts";
import { h, icon, newId } from "../dom.ts";
import { comboboxControl } from "./combobox.ts";
import type { Control, ControlEvents } from "./control.ts";
import { expiryControl } from "./expiry.ts";
import { manyControl } from "./many.ts";
import { pairsControl } from "./pairs.ts";
import { selectControl } from "./select.ts";
import { secretControl } from "./secret.ts";
import { textControl } from "./text.ts";

/** More options than this are found by typing rather than by scrolling. */
const SELECT_UP_TO = 15;

export interface FieldView {
  readonly field: Field;
  readonly element: HTMLElement;
  value(): FieldValue;
  focus(): void;
  isKnown(): boolean;
  /** Shows a complaint at the field, or takes it away. */
  complain(message: string | undefined): void;
}

export interface FieldEvents extends ControlEvents {
  readonly openLink: (url: string) => void;
}

const control = (field: Field, values: FormValues, wasKnown: boolean, events: ControlEvents): Control => {
  switch (field.type) {
    case "text":
      return textControl(field, textOf(values, field.key), events);
    case "secret":
      return secretControl(field, wasKnown, events);
    case "choice":
      return choiceControl(field, textOf(values, field.key), events);
    case "many":
      return manyControl(field, listOf(values, field.key), events);
    case "pairs":
      return pairsControl(field, pairsOf(values, field.key), events);
    case "expiry":
      return expiryControl(field, textOf(values, field.key), events);
  }
};

const choiceControl = (field: ChoiceField, value: string, events: ControlEvents): Control =>
  field.allowOther === true || field.options.length > SELECT_UP_TO
    ? comboboxControl(field, value, events)
    : selectControl(field, value, events);

/** A field with its label, help, link and the place for a complaint; `wasKnown` as `isKnown` of the page before. */
export function fieldView(field: Field, values: FormValues, wasKnown: boolean, events: FieldEvents): FieldView {
  const { element: input, labelled, ...rest } = control(field, values, wasKnown, events);
  const helpId = field.help === undefined ? undefined : newId("help");
  const errorId = newId("error");
  const error = h("p", { id: errorId, class: "field-error", hidden: true });
  const label = [
    field.label,
    field.required === true && h("span", { class: "required" }, ` ${l10n.t("(required)")}`),
  ] as const;
  const after = [
    field.help !== undefined && h("p", { id: helpId, class: "help" }, field.help),
    field.link !== undefined && h("p", { class: "help" }, link(field.link, events)),
  ] as const;
  const element =
    labelled === undefined
      ? h("fieldset", { class: "field" }, h("legend", {}, ...label), ...after, error, input)
      : h("div", { class: "field" }, h("label", { for: labelled }, ...label), ...after, input, error);

  const complain = (message: string | undefined): void => {
    error.replaceChildren(...(message === undefined ? [] : [icon("error"), h("span", {}, message)]));
    error.hidden = message === undefined;
    element.classList.toggle("wrong", message !== undefined);
    const ids = [message !== undefined && errorId, helpId].filter(Boolean).join(" ");
    rest.describe(ids === "" ? undefined : ids, message !== undefined);
  };
  complain(undefined);
  return {
    field,
    element,
    value: () => rest.value(),
    focus: () => rest.focus(),
    isKnown: () => rest.isKnown?.() ?? false,
    complain,
  };
}

function link({ label, url }: NonNullable<Field["link"]>, events: FieldEvents): HTMLElement {
  const anchor = h("a", { href: url, title: url }, label, icon("link-external"));
  anchor.addEventListener("click", event => {
    event.preventDefault();
    events.openLink(url);
  });
  return anchor;
}
