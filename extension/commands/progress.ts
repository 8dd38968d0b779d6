import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";

/** What is done by then needs no progress: a notification that flashes by only startles. */
const PATIENCE_MS = 500;

/** Does something that may take long, with a notification that has a Cancel button once it does. */
export async function withProgress<Result>(
  title: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const abort = new AbortController();
  const result = work(abort.signal);
  const settled = result.then(
    () => undefined,
    () => undefined,
  );
  const timer = setTimeout(() => {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: clean(title), cancellable: true },
      async (_progress, token) => {
        token.onCancellationRequested(() => abort.abort());
        await settled;
      },
    );
  }, PATIENCE_MS);
  return result.finally(() => clearTimeout(timer));
}
