import * as vscode from "vscode";
import type { Notice } from "../core/form.ts";

const KEY = "notices.muted";

/** Says what is to be known before something is done. True where the person goes on; those that were muted are not said again. */
export async function noticed(memory: vscode.Memento, notice: Notice): Promise<boolean> {
  const muted = mutedIn(memory);
  if (muted.includes(notice.id)) return true;
  const mute = vscode.l10n.t("{0}, Don't Show Again", notice.confirmLabel);
  const answer = await vscode.window.showInformationMessage(
    notice.title,
    { modal: true, detail: notice.text.join("\n\n") },
    notice.confirmLabel,
    mute,
  );
  if (answer === mute) await memory.update(KEY, [...muted, notice.id]);
  return answer !== undefined;
}

/** All notices are said again. */
export async function unmuteNotices(memory: vscode.Memento): Promise<void> {
  await memory.update(KEY, undefined);
}

function mutedIn(memory: vscode.Memento): readonly string[] {
  const stored: unknown = memory.get(KEY);
  return Array.isArray(stored) ? stored.filter(id => typeof id === "string") : [];
}
