import * as vscode from "vscode";
import type { ConnectionId } from "../core/model.ts";
import type { Parts } from "./parts.ts";

/** Tells of each connection of which a tab may have something else to show. */
export const whenConnectionChanges = (
  { actions, sessions, vault, settings }: Pick<Parts, "actions" | "sessions" | "vault" | "settings">,
  changed: (id: ConnectionId) => void,
): vscode.Disposable =>
  vscode.Disposable.from(
    actions.onDidPerform(changed),
    sessions.onDidReset(changed),
    vault.onDidChange(changed),
    // Its name, its environment, or whether it is read-only.
    settings.onDidChange(() => {
      for (const { id } of settings.all().connections) changed(id);
    }),
  );
