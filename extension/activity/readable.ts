import * as l10n from "@vscode/l10n";
import { number, quoted } from "../core/local.ts";
import { environmentWords } from "../connections/environment-words.ts";
import type { Entry, Read, Result } from "./entry.ts";

/** The journal as a person reads it: one line for each, the newest first. `moment` says when, in the person's own way. */
export function readable({ entries, unreadable }: Read, moment: (date: Date) => string): string {
  const lines = entries.toReversed().flatMap(entry => linesOf(entry, moment));
  return [
    l10n.t("What Keyporter did on this machine, the newest first. It holds no secrets and is sent nowhere."),
    "",
    ...(lines.length === 0 ? [l10n.t("Nothing yet.")] : lines),
    ...(unreadable === 0 ? [] : ["", l10n.t("Lines that can't be read: {0}", number(unreadable))]),
    "",
  ].join("\n");
}

function linesOf(entry: Entry, moment: (date: Date) => string): readonly string[] {
  const { title, connection, credential, result, error, durationMs } = entry;
  const name = [
    ...(credential?.label === undefined ? [] : [quoted(credential.label)]),
    ...(credential?.id === undefined ? [] : [`(${credential.id})`]),
  ].join(" ");
  const parts = [
    moment(new Date(entry.at)),
    resultWords(result),
    title,
    name,
    `${connection.name} (${environmentWords(connection.environment)})`,
    l10n.t("{0} s", number(durationMs / 1000, 1)),
  ];
  const line = parts.filter(part => part !== "").join("  ");
  return error === undefined ? [line] : [line, `    ${error.kind}: ${error.message}`];
}

/** What became of it. */
function resultWords(result: Result): string {
  switch (result) {
    case "done":
      return l10n.t("Done");
    case "failed":
      return l10n.t("Failed");
    case "cancelled":
      return l10n.t("Cancelled");
    case "unknown":
      return l10n.t("Unknown whether done");
  }
}
