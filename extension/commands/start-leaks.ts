import * as vscode from "vscode";
import { quickFixes } from "../leaks/quick-fixes.ts";
import { type LeakWatch, leakWatch, type LeakWatchParts } from "../leaks/watch.ts";

/** Puts together what warns of copies of secrets in files. Looks at nothing before the window is idle. */
export function startLeaks(parts: LeakWatchParts): LeakWatch {
  const watch = leakWatch(parts);
  const provider = vscode.languages.registerCodeActionsProvider(
    { pattern: "**/*" },
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
