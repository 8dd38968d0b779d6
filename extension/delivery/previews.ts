import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import type { Disposable } from "../core/disposable.ts";

const PREVIEW_SCHEME = "keyporter-preview";

/** A change that is shown before it is made. Both texts are shown as they are: whoever makes them leaves secrets out. */
export interface Preview {
  readonly file: vscode.Uri;
  readonly before: string;
  readonly after: string;
  readonly title: string;
  readonly question: string;
  /** The button that goes ahead: "Save". */
  readonly accept: string;
}

export interface Previews extends Disposable {
  /** Shows it as a diff and waits for the person's answer; closing the tab is a no. */
  ask(preview: Preview): Promise<boolean>;
  /** An answer by the buttons in the tab's title, or from the palette, where it is about the tab in front. */
  answer(uri: vscode.Uri | undefined, accepted: boolean): void;
}

interface Open {
  readonly preview: Preview;
  readonly answer: (accepted: boolean) => void;
}

/**
 * Documents that exist in memory only: VS Code backs up untitled ones to the disk, and these never. After a reload the tabs may come
 * back; there is nothing left to show in them then.
 */
export function previews(): Previews {
  const open = new Map<string, Open>();

  const subscriptions = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, {
      provideTextDocumentContent({ query }) {
        const [id = "", side] = query.split(".");
        const preview = open.get(id)?.preview;
        return (side === "before" ? preview?.before : preview?.after) ?? vscode.l10n.t("This preview is over.");
      },
    }),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      for (const tab of closed) open.get(idOf(tab) ?? "")?.answer(false);
    }),
  );

  const answer = (id: string | undefined, accepted: boolean): void => open.get(id ?? "")?.answer(accepted);

  return {
    async ask(preview) {
      // Tabs come back after a reload; what they showed must not be taken for another preview.
      const id = randomUUID();
      const side = (name: string): vscode.Uri => preview.file.with({ scheme: PREVIEW_SCHEME, query: `${id}.${name}` });
      const answered = new Promise<boolean>(resolve => open.set(id, { preview, answer: resolve }));
      try {
        await vscode.commands.executeCommand("vscode.diff", side("before"), side("after"), preview.title, {
          preview: false,
        });
        const cancel = vscode.l10n.t("Cancel");
        void vscode.window.showInformationMessage(clean(preview.question), preview.accept, cancel).then(pressed => {
          // Only a button is an answer: a message that goes away by itself leaves those of the tab.
          if (pressed === undefined) return;
          answer(id, pressed === preview.accept);
        });
        return await answered;
      } finally {
        open.delete(id);
        // No message can be taken back; a question that has its answer is at least not to stand there any longer.
        await vscode.commands.executeCommand("notifications.hideToasts");
        await vscode.window.tabGroups.close(tabs().filter(tab => idOf(tab) === id));
      }
    },
    answer(uri, accepted) {
      const inFront = vscode.window.tabGroups.activeTabGroup.activeTab;
      answer(uri?.scheme === PREVIEW_SCHEME ? idIn(uri) : inFront && idOf(inFront), accepted);
    },
    dispose() {
      for (const { answer: end } of open.values()) end(false);
      subscriptions.dispose();
    },
  };
}

const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap(group => group.tabs);

const idIn = ({ query }: vscode.Uri): string => query.split(".")[0] ?? "";

const idOf = ({ input }: vscode.Tab): string | undefined =>
  input instanceof vscode.TabInputTextDiff && input.modified.scheme === PREVIEW_SCHEME
    ? idIn(input.modified)
    : undefined;
