import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";

/** Says that something worked, where it disturbs nobody: the tree shows the result already. */
export function tell(message: string): void {
  vscode.window.setStatusBarMessage(`$(check) ${clean(message)}`, 6000);
}
