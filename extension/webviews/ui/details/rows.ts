import * as l10n from "@vscode/l10n";
import type { SentDetail } from "../../details/messages.ts";
import { bdi, button, h, hiddenText } from "../dom.ts";

export interface RowEvents {
  copy(target: string, detail: string, item?: number): void;
}

type Value<Type> = Extract<SentDetail["value"], { type: Type }>;

const nothing = (): HTMLElement =>
  h("span", { class: "none" }, h("span", { "aria-hidden": "true" }, "—"), hiddenText(l10n.t("none")));

/** The button that copies a row, or one item in it. `target` finds it again when the host says that it was copied. */
export function copyButton(what: string, target: string, copy: () => void): HTMLButtonElement {
  const element = button({ label: l10n.t("Copy {0}", what), icon: "copy", iconOnly: true, id: target, onClick: copy });
  element.classList.add("copy");
  return element;
}

/** One row: what it is called, its value, and a remark. `secret` draws the row that the secret stands in. */
export function detailRow(detail: SentDetail, events: RowEvents, secret: HTMLElement): readonly HTMLElement[] {
  const note = detail.note !== undefined && h("p", { class: "note" }, bdi(detail.note));
  return [h("dt", {}, bdi(detail.label)), h("dd", {}, value(detail, events, secret), note)];
}

function value(detail: SentDetail, events: RowEvents, secret: HTMLElement): HTMLElement {
  const shown = detail.value;
  switch (shown.type) {
    case "text":
      return shown.text === "" ? nothing() : withCopy(h("span", { class: "text" }, bdi(shown.text)), detail, events);
    case "code":
      return shown.text === "" ? nothing() : withCopy(h("code", {}, bdi(shown.text)), detail, events);
    case "date":
      return withCopy(date(shown), detail, events);
    case "references":
      return shown.items.length === 0 ? nothing() : references(detail.id, shown, events);
    case "pairs":
      return shown.pairs.length === 0 ? nothing() : pairs(detail.id, shown, events);
    case "secret":
      return secret;
  }
}

const withCopy = (content: HTMLElement, { id, label }: SentDetail, events: RowEvents): HTMLElement => {
  const target = `copy-${id}`;
  return h(
    "div",
    { class: "value" },
    content,
    copyButton(label, target, () => events.copy(target, id)),
  );
};

const date = ({ iso, text, relative }: Value<"date">): HTMLElement =>
  h("time", { datetime: iso }, relative, " ", h("span", { class: "absolute" }, text));

const references = (detail: string, { items }: Value<"references">, events: RowEvents): HTMLElement =>
  h(
    "ul",
    { class: "chips" },
    ...items.map(({ id, label }, index) => {
      const target = `copy-${detail}-${index}`;
      return h(
        "li",
        { class: "chip" },
        label !== undefined && label !== id && h("span", { class: "chip-label" }, bdi(label)),
        h("code", {}, bdi(id)),
        copyButton(id, target, () => events.copy(target, detail, index)),
      );
    }),
  );

const pairs = (detail: string, { pairs: all }: Value<"pairs">, events: RowEvents): HTMLElement =>
  h(
    "ul",
    { class: "chips" },
    ...all.map(({ key, value: text }, index) => {
      const target = `copy-${detail}-${index}`;
      return h(
        "li",
        { class: "chip" },
        h("span", { class: "chip-key" }, bdi(key)),
        text === "" ? nothing() : h("span", { class: "chip-label" }, bdi(text)),
        text !== "" && copyButton(key, target, () => events.copy(target, detail, index)),
      );
    }),
  );
