import * as l10n from "@vscode/l10n";
import { Action, actionId, type ActionId } from "../../core/model.ts";
import type { ActionInfo } from "../service.ts";

/** Lists the spaces and pages that are there only with the key. */
export const SHOW_REVEALED = actionId("showRevealed");
export const COPY_HEADER = actionId("copyHeader");
export const COPY_CURL = actionId("copyCurl");

export const actions = (): ReadonlyMap<ActionId, ActionInfo> =>
  new Map([
    [Action.turnOn, { title: l10n.t("Turn On..."), icon: "flame", writes: true, begins: "choice", many: false }],
    [Action.renew, { title: l10n.t("Renew..."), icon: "history", writes: true, begins: "choice", many: false }],
    [Action.turnOff, { title: l10n.t("Turn Off"), icon: "debug-stop", writes: true, begins: "at-once", many: false }],
    [
      SHOW_REVEALED,
      {
        title: l10n.t("Show What Only the Key Reveals"),
        icon: "unlock",
        writes: false,
        begins: "report",
        many: false,
      },
    ],
    [COPY_HEADER, { title: l10n.t("Copy Header"), icon: "copy", writes: false, begins: "at-once", many: false }],
    [COPY_CURL, { title: l10n.t("Copy as curl"), icon: "terminal", writes: false, begins: "at-once", many: false }],
  ]);
