import * as l10n from "@vscode/l10n";
import type { FromOverview, SentConnection } from "../../overview/messages.ts";
import { bdi, button, h, icon } from "../dom.ts";

const icons: Readonly<Record<SentConnection["state"], string>> = {
  loading: "loading",
  complete: "pass",
  part: "info",
  failed: "warning",
  waiting: "circle-outline",
};

type Pressed = Extract<FromOverview, { type: "connection" }>;

/** Of the item that a button with this `data-key` is or was in. */
export const keyOfItem = (button: string): string => button.slice(button.indexOf(" ") + 1);

/** What of the connections is counted, and what can be done about the rest. */
export const connectionList = (
  connections: readonly SentConnection[],
  press: (pressed: Pressed) => void,
): HTMLElement =>
  h(
    "ul",
    { "class": "connections", "aria-label": l10n.t("Connections") },
    ...connections.map(each => item(each, press)),
  );

function item({ id, where, state, message, buttons }: SentConnection, press: (pressed: Pressed) => void): HTMLElement {
  return h(
    "li",
    // Gets the focus when the button that had it is gone, because it was pressed.
    { "class": state, "tabindex": "-1", "data-key": id },
    icon(icons[state], ...(state === "loading" ? ["codicon-modifier-spin"] : [])),
    h(
      "div",
      {},
      h("strong", {}, bdi(where.connection)),
      " ",
      h("span", { class: "about" }, bdi(`${where.service} · ${where.environmentLabel}`)),
      h("p", {}, bdi(message)),
    ),
    ...buttons.map(each => {
      const element = button({
        label: each.label,
        onClick: () => press({ type: "connection", connection: id, button: each.id }),
      });
      element.dataset["key"] = `${each.id} ${id}`;
      element.setAttribute("aria-label", l10n.t("{0}: {1}", each.label, where.connection));
      return element;
    }),
  );
}
