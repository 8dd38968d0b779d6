import type * as vscode from "vscode";
import type { Disposable } from "../core/disposable.ts";
import { type Previews, previews } from "./previews.ts";
import { type RememberedNames, rememberedNames } from "./remembered-names.ts";
import { type TerminalVariables, terminalVariables } from "./terminal-variables.ts";

/** What bringing a secret to where it is needed works with. */
export interface Delivery extends Disposable {
  readonly names: RememberedNames;
  readonly previews: Previews;
  readonly terminals: TerminalVariables;
}

export function delivery(
  context: Pick<vscode.ExtensionContext, "workspaceState" | "environmentVariableCollection">,
): Delivery {
  const shown = previews();
  return {
    names: rememberedNames(context.workspaceState),
    previews: shown,
    terminals: terminalVariables(context.environmentVariableCollection),
    dispose: () => shown.dispose(),
  };
}
