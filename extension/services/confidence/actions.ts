import * as l10n from "@vscode/l10n";
import { Action, actionId, type ActionId } from "../../core/model.ts";
import type { ActionInfo } from "../service.ts";

/** Confidence's current way to give an API client rights: a policy that joins its identity with roles. */
export const GRANT = actionId("grant");

/** What another API client may do, through its roles and policies; no API client offers it by itself. */
export const SHARE_ACCESS = actionId("shareAccess");

export const actions = (): ReadonlyMap<ActionId, ActionInfo> =>
  new Map([
    [Action.create, { title: l10n.t("Create API Client..."), icon: "add", writes: true, begins: "form", many: false }],
    [Action.edit, { title: l10n.t("Edit..."), icon: "edit", writes: true, begins: "form", many: false }],
    [
      Action.reveal,
      { title: l10n.t("Reveal Client Secret"), icon: "eye", writes: false, begins: "at-once", many: false },
    ],
    [
      GRANT,
      { title: l10n.t("Grant Roles with a Policy..."), icon: "shield", writes: true, begins: "form", many: false },
    ],
    [
      SHARE_ACCESS,
      { title: l10n.t("Give the Same Access"), icon: "shield", writes: true, begins: "at-once", many: false },
    ],
    [Action.delete, { title: l10n.t("Delete..."), icon: "trash", writes: true, begins: "question", many: true }],
  ]);
