import * as l10n from "@vscode/l10n";
import type { SecretField } from "../../../core/form.ts";
import { generateSecret } from "../../../core/secret-rules.ts";
import { button, h, newId, setAttribute } from "../dom.ts";
import { describeInput, onLeave, type Control, type ControlEvents } from "./control.ts";
import { rulesList } from "./rules-list.ts";

/**
 * Text that is typed hidden, with a button that shows it; where the field says so, with one generated for a start. `wasKnown`:
 * an earlier page had another that the person knew.
 */
export function secretControl(field: SecretField, wasKnown: boolean, events: ControlEvents): Control {
  const id = newId("secret");
  const input = h("input", {
    id,
    "type": "password",
    "placeholder": field.placeholder,
    "aria-required": field.required === true && "true",
    "autocomplete": "new-password",
    "autocapitalize": "off",
    "spellcheck": "false",
  });
  const rules = field.rules === undefined ? undefined : rulesList(field.rules, events.announce);
  const origin = h("p", { id: newId("origin"), class: "help", hidden: field.generate !== true });
  const generated = l10n.t("Generated here. You can type your own instead.");
  let known = wasKnown;

  const setShown = (shown: boolean): void => {
    input.type = shown ? "text" : "password";
    show.setAttribute("aria-pressed", String(shown));
    show.firstElementChild?.classList.toggle("codicon-eye", !shown);
    show.firstElementChild?.classList.toggle("codicon-eye-closed", shown);
  };
  const setKnown = (now: boolean): void => {
    if (field.generate !== true || known === now) return;
    known = now;
    events.becameKnown();
  };
  const generate = (): void => {
    if (field.rules === undefined) return;
    input.value = generateSecret(field.rules);
    rules?.update(input.value, false);
    origin.textContent = generated;
  };

  const show = button({
    label: l10n.t("Show {0}", field.label),
    icon: "eye",
    iconOnly: true,
    onClick: () => {
      const shown = input.type === "password";
      setShown(shown);
      if (shown) setKnown(true);
    },
  });
  show.setAttribute("aria-pressed", "false");
  const again = button({
    label: l10n.t("Generate again"),
    icon: "refresh",
    onClick: () => {
      generate();
      known = input.type === "text";
      events.announce(l10n.t("A new secret was generated."));
      events.changed();
    },
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) setShown(false);
  });
  input.addEventListener("input", () => {
    known = field.generate === true;
    origin.textContent = l10n.t("Your own. It is sent with the form and not kept with what else you type.");
    rules?.update(input.value, true);
    events.changed();
  });

  rules?.update("", false);
  if (field.generate === true) {
    generate();
    if (wasKnown) {
      origin.textContent = l10n.t("{0} The one that was here before was not kept.", generated);
    }
  }

  const row = h("div", { class: "with-button secret-row" }, input, show, field.generate === true && again);
  const element = h("div", { class: "secret-field" }, row, origin, rules?.element);
  onLeave(row, events.left);
  return {
    element,
    labelled: id,
    value: () => input.value,
    focus: () => input.focus(),
    isKnown: () => known,
    describe: (ids, invalid) => {
      describeInput(input, ids, invalid);
      const all = [ids, !origin.hidden && origin.id, rules?.element.id].filter(Boolean).join(" ");
      setAttribute(input, "aria-describedby", all === "" ? undefined : all);
    },
  };
}
