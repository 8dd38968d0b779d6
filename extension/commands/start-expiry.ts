import * as vscode from "vscode";
import type { Disposable } from "../core/disposable.ts";
import { describeError } from "../core/errors.ts";
import { redact } from "../core/redact.ts";
import { expiryStatusBar } from "../expiry/status-bar.ts";
import type { Parts } from "./parts.ts";
import { report } from "./report.ts";

/** The window has other things to do when it opens. */
const IDLE_MS = 5000;

/** Looks for what expires once the window is idle, also where nobody opens the view, and reminds of it. */
export function startExpiry(parts: Parts): Disposable {
  const { view, settings, sessions } = parts;
  let timer: NodeJS.Timeout | undefined;
  let began = false;
  let reminding = false;

  const remindOnce = (): void => {
    // Two windows would both tell; what is told in the one that nobody looks at is told in vain.
    if (!began || reminding || !vscode.window.state.focused || !view.expiry.isSettled) return;
    reminding = true;
    // Most windows never get that far.
    import("./remind.ts")
      .then(({ remind }) => remind(parts))
      .catch((error: unknown) => report(parts, error))
      .finally(() => (reminding = false));
  };
  const check = async (): Promise<void> => {
    await view.expiry.check();
    began = true;
    view.expiry.recheck();
  };
  const checkSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Each list keeps its own failure; what else goes wrong is no reason to disturb anybody.
      check().catch((error: unknown) => parts.log.warn(`expiry: ${redact(describeError(error))}`));
    }, IDLE_MS);
  };
  checkSoon();

  return vscode.Disposable.from(
    expiryStatusBar(view.expiry, view.onDidChangeExpiry),
    view.onDidPass(remindOnce),
    // After a sleep no timer has run.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) view.expiry.recheck();
    }),
    settings.onDidChange(checkSoon),
    sessions.onDidReset(checkSoon),
    { dispose: () => clearTimeout(timer) },
  );
}
