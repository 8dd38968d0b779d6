import * as l10n from "@vscode/l10n";
import type { ReportState } from "../../report/messages.ts";
import { bdi, h, icon } from "../dom.ts";

const icons: Readonly<Record<ReportState["type"], string>> = {
  waiting: "info",
  reading: "loading",
  complete: "pass",
  incomplete: "warning",
  failed: "error",
  gone: "circle-slash",
};

/** What no icon alone is to say. */
const heading = (type: Exclude<ReportState["type"], "reading">): string => {
  switch (type) {
    case "waiting":
      return l10n.t("Not read yet.");
    case "complete":
      return l10n.t("Complete.");
    case "incomplete":
      return l10n.t("Incomplete.");
    case "failed":
      return l10n.t("Not read to the end.");
    case "gone":
      return l10n.t("No longer there.");
  }
};

export const stateWords = ({ type, message }: ReportState): string =>
  type === "reading" ? message : `${heading(type)} ${message}`;

/** How the reading is going, or how it ended. Drawn anew only where the kind of state changes. */
export class StatusView {
  readonly element = h("div", {});
  #type: ReportState["type"] | undefined;
  #message = bdi("");

  show(state: ReportState): void {
    const { type, message } = state;
    if (type !== this.#type) {
      this.#type = type;
      this.#message = bdi("");
      const spins = type === "reading" ? ["codicon-modifier-spin"] : [];
      const words = type === "reading" ? [] : [h("strong", {}, heading(type)), " "];
      this.element.className = `status ${type}`;
      this.element.replaceChildren(icon(icons[type], ...spins), h("p", {}, ...words, this.#message));
    }
    if (this.#message.textContent !== message) this.#message.textContent = message;
  }
}
