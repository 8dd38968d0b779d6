import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import type { Fingerprint } from "../vault/vault.ts";
import { type Finding, messageOf, SOURCE } from "./warnings.ts";

export const fixes = ["move-to-env", "ignore", "rotate", "forget"] as const;
export type Fix = (typeof fixes)[number];

/** The command that carries them out. */
export const FIX_LEAK = "keyporter.fixLeak";

/** What a quick fix hands to it. */
export interface FixRequest {
  readonly fix: Fix;
  readonly uri: string;
  readonly entry: string;
}

/** What can be done about a warning, all by one command. */
export const quickFixes = (finding: (uri: vscode.Uri) => Finding | undefined): vscode.CodeActionProvider => ({
  provideCodeActions({ uri }, _range, { diagnostics }) {
    const found = finding(uri);
    if (found === undefined) return [];
    return diagnostics.flatMap(diagnostic => {
      // What comes back is a copy of the warning, and may have moved: its words say what it is about.
      const leak = found.leaks.find(
        ({ fingerprint }) =>
          diagnostic.source === SOURCE && diagnostic.message === messageOf(found.verdict, fingerprint),
      );
      if (leak === undefined) return [];
      const { fingerprint } = leak;
      const first: Fix = found.verdict === "leak" ? "move-to-env" : "ignore";
      return ([first, "rotate", "forget"] as const).map(fix => {
        const request: FixRequest = { fix, uri: uri.toString(), entry: fingerprint.entry };
        const title = titleOf(fix, fingerprint);
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.diagnostics = [diagnostic];
        action.isPreferred = fix === first;
        action.command = { command: FIX_LEAK, title, arguments: [request] };
        return action;
      });
    });
  },
});

function titleOf(fix: Fix, { label }: Fingerprint): string {
  const name = clean(label);
  switch (fix) {
    case "move-to-env":
      return vscode.l10n.t("Move the client secret of “{0}” to .env...", name);
    case "ignore":
      return vscode.l10n.t("Add this file to .gitignore...");
    case "rotate":
      return vscode.l10n.t("Rotate “{0}”...", name);
    case "forget":
      return vscode.l10n.t("Not a secret any more: forget that of “{0}”", name);
  }
}
