import * as vscode from "vscode";
import { number } from "../core/local.ts";
import { MOST_FILES, type WorkspaceFiles } from "../leaks/workspace-files.ts";

/** What of the workspace was not among the files that were looked through. */
export const leftOutWords = ({ tooMany, unsearchable }: Omit<WorkspaceFiles, "uris">): readonly string[] => [
  ...(tooMany
    ? [vscode.l10n.t("Only the first {0} files of each folder were looked through.", number(MOST_FILES))]
    : []),
  ...(unsearchable ? [vscode.l10n.t("A folder was left out: its files can't be searched.")] : []),
];
