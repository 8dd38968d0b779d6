import * as vscode from "vscode";
import { quickFixes } from "../leaks/quick-fixes.ts";
import { type LeakWatch, leakWatch, type LeakWatchParts } from "../leaks/watch.ts";

/** What a workspace's folders can be made of. */
const WORKSPACE_FILES = ["file", "vscode-vfs", "vscode-remote"].map(scheme => ({ scheme }));

/** Puts together what warns of copies of secrets in files. Looks at nothing before the window is idle. */
export function startLeaks(parts: LeakWatchParts): LeakWatch {
  const watch = leakWatch(parts);
  const provider = vscode.languages.registerCodeActionsProvider(
    WORKSPACE_FILES,
    quickFixes(uri => watch.finding(uri)),
    {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    },
  );
  return {
    ...watch,
    dispose() {
      provider.dispose();
      watch.dispose();
    },
  };
}
