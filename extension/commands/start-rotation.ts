import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import type { RotationParts } from "../rotation/parts.ts";
import { planFiles, type Plans } from "../rotation/plan-files.ts";
import { registerRotationPanels, type RotationPanels } from "../webviews/rotation/panels.ts";
import type { Parts } from "./parts.ts";
import { rotationBackend } from "./rotation-backend.ts";

/** The rotations that are under way, and their tabs. */
export interface Rotations extends RotationPanels {
  readonly plans: Plans;
}

/** Puts together what rotates. Reads nothing before somebody does. */
export function startRotation(
  context: Pick<vscode.ExtensionContext, "extensionUri" | "globalStorageUri">,
  drafts: vscode.Uri,
  log: Pick<vscode.LogOutputChannel, "warn">,
  parts: () => Parts,
): Rotations {
  const folder = vscode.Uri.joinPath(context.globalStorageUri, "rotations").fsPath;
  const plans = planFiles(folder, file => {
    const message = vscode.l10n.t("The plan of a rotation can't be read, and was set aside: {0}", file);
    log.warn(message);
    void vscode.window.showWarningMessage(clean(message));
  });
  const rotation: RotationParts = {
    plans,
    connection: id => parts().actions.connection(id),
    session: connection => parts().sessions.of(connection),
    trial: (connection, signIn) => parts().sessions.trial(connection, signIn),
    perform: (ref, input, signal) => parts().actions.perform(ref, input, signal),
    secret: (connectionId, id, signal) => parts().actions.secret(connectionId, id, signal),
    get vault() {
      return parts().vault;
    },
    get signIns() {
      return parts().signIns;
    },
  };
  const backend = rotationBackend(parts, rotation);
  const panels = registerRotationPanels(context.extensionUri, backend, log, drafts);
  return {
    plans,
    restore: (panel, state) => panels.restore(panel, state),
    open: ref => panels.open({ connectionId: ref.connectionId, id: ref.id }),
    dispose() {
      panels.dispose();
      backend.dispose();
    },
  };
}
