import * as vscode from "vscode";
import { quoted } from "../core/local.ts";
import { clean } from "../core/clean-text.ts";
import type { Fingerprint } from "../vault/vault.ts";
import type { Leak } from "./leak.ts";
import type { Verdict } from "./verdict.ts";

export const SOURCE = "Keyporter";

/** What is wrong with a file, and where. */
export interface Finding {
  readonly verdict: Exclude<Verdict, "fine">;
  readonly leaks: readonly Leak[];
}

/** A finding as VS Code's list of problems shows it: it names the credential, and never the secret. */
export const warningsOf = ({ verdict, leaks }: Finding): readonly vscode.Diagnostic[] =>
  leaks.map(({ fingerprint, from, to }) => {
    const range = new vscode.Range(from.line, from.column, to.line, to.column);
    const warning = new vscode.Diagnostic(range, messageOf(verdict, fingerprint), vscode.DiagnosticSeverity.Warning);
    warning.source = SOURCE;
    return warning;
  });

/** Its words tell one credential from another: labels are not unique, client IDs are. */
export function messageOf(verdict: Finding["verdict"], { label, clientId }: Fingerprint): string {
  const name = clean(clientId === undefined ? quoted(label) : `${quoted(label)} (${clientId})`);
  return verdict === "leak"
    ? vscode.l10n.t("The client secret of {0} stands here in plain.", name)
    : vscode.l10n.t("The client secret of {0} stands here, and git does not ignore this file.", name);
}
