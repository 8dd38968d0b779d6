import * as vscode from "vscode";
import { type Connection, environmentOf } from "../connections/connection.ts";
import { environmentWords } from "../connections/environment-words.ts";
import { clean } from "../core/clean-text.ts";
import type { Notice } from "../core/form.ts";

const KEY = "notices.muted";

/**
 * Says what is to be known before something is done. True where the person goes on; those that were muted are not said again, in an
 * environment of that kind: what was muted for a test is said for production.
 */
export async function noticed(memory: vscode.Memento, notice: Notice, connection: Connection): Promise<boolean> {
  const muted = mutedIn(memory);
  const environment = environmentOf(connection);
  const id = `${notice.id} ${environment}`;
  if (muted.includes(id)) return true;
  const where = vscode.l10n.t("Connection: {0} ({1})", connection.name, environmentWords(environment));
  const mute = vscode.l10n.t("{0}, Don't Show Again", notice.confirmLabel);
  const answer = await vscode.window.showInformationMessage(
    clean(notice.title),
    { modal: true, detail: [where, ...notice.text].map(clean).join("\n\n") },
    notice.confirmLabel,
    mute,
  );
  if (answer === mute) await memory.update(KEY, [...muted, id]);
  return answer !== undefined;
}

function mutedIn(memory: vscode.Memento): readonly string[] {
  const stored: unknown = memory.get(KEY);
  return Array.isArray(stored) ? stored.filter(id => typeof id === "string") : [];
}
