import * as l10n from "@vscode/l10n";
import { Action, actionId, type ActionId } from "../../core/model.ts";
import type { ActionInfo } from "../service.ts";

/** Another expiration date, nothing else. */
export const EXTEND = Action.extend;

/** Takes a change back; no key offers it by itself. */
export const RESTORE = actionId("restore");

export const actions = (): ReadonlyMap<ActionId, ActionInfo> =>
  new Map([
    [
      Action.create,
      { title: l10n.t("Create API Access Key..."), icon: "add", writes: true, begins: "form", many: false },
    ],
    [Action.edit, { title: l10n.t("Edit..."), icon: "edit", writes: true, begins: "form", many: false }],
    [EXTEND, { title: l10n.t("Change Expiration..."), icon: "calendar", writes: true, begins: "form", many: true }],
    [RESTORE, { title: l10n.t("Undo"), icon: "discard", writes: true, begins: "at-once", many: false }],
    [
      Action.regenerate,
      { title: l10n.t("Regenerate Secret..."), icon: "refresh", writes: true, begins: "question", many: true },
    ],
    [Action.revoke, { title: l10n.t("Revoke..."), icon: "circle-slash", writes: true, begins: "question", many: true }],
  ]);
