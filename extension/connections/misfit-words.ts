import * as l10n from "@vscode/l10n";
import * as v from "valibot";

/** What is wrong with an element of the setting, and where. The schema library could say it in English only. */
export function misfitWords(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return path === null ? l10n.t("It is not a connection.") : `${path}: ${reason(issue)}`;
}

function reason({ type, input, expected, message }: v.BaseIssue<unknown>): string {
  // An address says by itself what is wrong with it.
  if (type === "raw_transform") return message;
  if (input === undefined) return l10n.t("It is missing.");
  if (type === "non_empty") return l10n.t("It is empty.");
  return l10n.t("Something else belongs here: {0}", expected ?? type);
}
