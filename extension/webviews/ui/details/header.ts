import * as l10n from "@vscode/l10n";
import type { SentCredential, ToDetails } from "../../details/messages.ts";
import type { SentAction } from "../../messages.ts";
import { bdi, button, h, icon } from "../dom.ts";

export interface HeaderEvents {
  run(action: string): void;
  refresh(): void;
  documentation(): void;
}

const stateIcons: Readonly<Record<SentCredential["state"], string>> = {
  active: "pass-filled",
  expiring: "clock",
  expired: "circle-slash",
  revoked: "circle-slash",
  on: "circle-large-filled",
  off: "circle-large-outline",
};

/** What the credential is called, what it is, and, while it is there, how it is doing. */
export const title = ({ label, kind, state, stateText }: SentCredential, gone: boolean): HTMLElement =>
  h(
    "header",
    {},
    h("h1", {}, label === "" ? h("span", { class: "none" }, l10n.t("(no name)")) : bdi(label)),
    h(
      "p",
      { class: "subtitle" },
      h("span", { class: "kind" }, kind),
      !gone && h("span", { class: `state-badge ${state}` }, icon(stateIcons[state]), stateText),
    ),
  );

/** What can be done, with what destroys something apart from the rest. */
export function toolbar(message: Extract<ToDetails, { type: "show" }>, events: HeaderEvents): HTMLElement {
  const { credential, refreshing, documentation } = message;
  const act = (action: SentAction): HTMLElement =>
    button({
      label: action.title,
      icon: action.icon,
      kind: action.destructive ? "danger" : "secondary",
      id: `action-${action.id}`,
      onClick: () => events.run(action.id),
    });
  const actions = credential?.actions ?? [];
  const refresh = button({ label: l10n.t("Refresh"), icon: "refresh", id: "refresh", onClick: () => events.refresh() });
  if (refreshing) refresh.firstElementChild?.classList.add("codicon-modifier-spin");
  const read = button({
    label: l10n.t("Documentation"),
    icon: "book",
    id: "documentation",
    onClick: () => events.documentation(),
  });
  return h(
    "div",
    { "class": "actions", "role": "group", "aria-label": l10n.t("Actions") },
    ...actions.filter(({ destructive }) => !destructive).map(act),
    refresh,
    documentation && read,
    h("span", { class: "apart" }, ...actions.filter(({ destructive }) => destructive).map(act)),
  );
}
