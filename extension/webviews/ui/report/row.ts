import * as l10n from "@vscode/l10n";
import { filterText } from "../../report/filter.ts";
import type { SentFinding } from "../../report/messages.ts";
import { bdi, button, h } from "../dom.ts";

/** A finding as it stands in the list. */
export interface Row {
  readonly element: HTMLElement;
  /** What takes the focus: its link or, without one, the row itself, so that a long name can be read whole. */
  readonly stop: HTMLElement;
  readonly text: string;
}

export function row(finding: SentFinding, open: () => void): Row {
  const { where, opens } = finding;
  const label = finding.label === "" ? l10n.t("(no name)") : finding.label;
  const link = opens ? openButton(label, open) : undefined;
  const element = h(
    "div",
    { class: "finding", role: "listitem", tabindex: link === undefined && "-1" },
    h("span", { class: "name", title: label }, bdi(label)),
    where !== undefined && h("span", { class: "where", title: where }, bdi(where)),
    link,
  );
  return { element, stop: link ?? element, text: filterText(finding) };
}

function openButton(label: string, open: () => void): HTMLButtonElement {
  const words = l10n.t("Open in Browser");
  const element = button({ label: words, icon: "link-external", kind: "link", onClick: open });
  element.setAttribute("aria-label", l10n.t("{0}: {1}", words, label));
  element.tabIndex = -1;
  return element;
}
