import { expect, test } from "vitest";
import * as vscode from "vscode";
import { type Preview, previews } from "../../../extension/delivery/previews.ts";

/** As much of a `Uri` as previews need. */
const uri = (query = ""): vscode.Uri =>
  ({ query, with: ({ query: other }: { query: string }) => uri(other) }) as unknown as vscode.Uri;

const preview = (text: string): Preview => ({
  file: uri(),
  before: `${text} before`,
  after: `${text} after`,
  title: text,
  question: "Save?",
  accept: "Save",
});

/** Lets the window that opens next show its documents, and says which it opened. */
function playedWindow() {
  const shown: vscode.Uri[] = [];
  const played: { provider?: vscode.TextDocumentContentProvider } = {};
  const nothing = { dispose: () => undefined };
  Object.assign(vscode.Disposable, { from: () => nothing });
  Object.assign(vscode.workspace, {
    registerTextDocumentContentProvider(_scheme: string, provider: vscode.TextDocumentContentProvider) {
      played.provider = provider;
      return nothing;
    },
  });
  Object.assign(vscode.window, {
    showInformationMessage: () => new Promise(() => undefined),
    tabGroups: { all: [], close: async () => true, onDidChangeTabs: () => nothing },
  });
  Object.assign(vscode.commands, {
    async executeCommand(command: string, ...uris: vscode.Uri[]) {
      if (command === "vscode.diff") shown.push(...uris.slice(0, 2));
    },
  });
  const open = previews();
  const textOf = (document: vscode.Uri): unknown =>
    played.provider?.provideTextDocumentContent(document, {} as vscode.CancellationToken);
  return { open, shown, textOf };
}

test("a tab that came back after a reload shows nothing of the next window's preview", async () => {
  const before = playedWindow();
  const asked = before.open.ask(preview("first"));
  expect(before.shown.map(before.textOf)).toEqual(["first before", "first after"]);
  before.open.dispose();
  expect(await asked).toBe(false);

  const after = playedWindow();
  const askedAgain = after.open.ask(preview("second"));
  expect(after.shown.map(after.textOf)).toEqual(["second before", "second after"]);
  expect(before.shown.map(after.textOf)).toEqual(["This preview is over.", "This preview is over."]);
  after.open.dispose();
  await askedAgain;
});
