import * as vscode from "vscode";
import type { Disposable } from "../core/disposable.ts";
import type { Entry } from "./entry.ts";
import { journal as openJournal, JOURNAL_FILES, type Journal } from "./journal.ts";
import { readable } from "./readable.ts";

const SCHEME = "keyporter-activity";
const LANGUAGE = "keyporter-activity";

export interface Activity extends Disposable {
  /** Notes it without making anybody wait. */
  record(entry: Entry): void;
  readonly journal: Journal;
  /** Opens the journal as a document that can only be read and follows what is added, also by other windows. */
  show(): Promise<void>;
  clear(): Promise<void>;
}

/** The journal of what was done, and the document that shows it. Nothing is read or written before there is something to. */
export function activityOf(folder: vscode.Uri, warn: (line: string) => void): Activity {
  const journal = openJournal(folder.fsPath);
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${vscode.l10n.t("Keyporter Activity")}.log` });
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let watcher: vscode.FileSystemWatcher | undefined;

  const follow = (): void => {
    if (watcher !== undefined) return;
    watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, JOURNAL_FILES));
    const tell = (): void => changed.fire(uri);
    watcher.onDidChange(tell);
    watcher.onDidCreate(tell);
    watcher.onDidDelete(tell);
  };
  const rest = (): void => {
    watcher?.dispose();
    watcher = undefined;
  };
  const moment = (date: Date): string =>
    new Intl.DateTimeFormat(vscode.env.language, { dateStyle: "medium", timeStyle: "medium" }).format(date);

  const subscriptions = vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      async provideTextDocumentContent() {
        follow();
        return readable(await journal.read(), moment);
      },
    }),
    vscode.workspace.onDidCloseTextDocument(document => {
      if (document.uri.scheme === SCHEME) rest();
    }),
  );

  return {
    journal,
    record(entry) {
      journal.append(entry).then(
        () => changed.fire(uri),
        // What was done was done; only the note of it is missing.
        (error: unknown) => warn(`the activity journal can't be written: ${String(error)}`),
      );
    },
    async show() {
      const opened = await vscode.workspace.openTextDocument(uri);
      // With its own language come its own defaults in package.json: lines are long, and wrap.
      const document = await vscode.languages.setTextDocumentLanguage(opened, LANGUAGE);
      await vscode.window.showTextDocument(document, { preview: true });
    },
    async clear() {
      await journal.clear();
      changed.fire(uri);
    },
    dispose() {
      rest();
      subscriptions.dispose();
    },
  };
}
