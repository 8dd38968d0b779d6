import { createHash } from "node:crypto";
import * as vscode from "vscode";
import type { Disposable } from "../core/disposable.ts";
import type { Secret } from "../core/secret.ts";

export interface Clipboard extends Disposable {
  /** For what is public: it stays. */
  copyText(text: string): Promise<void>;
  /** Copies, says how long it stays, and clears the clipboard then if it still holds this secret. */
  copySecret(secret: Secret, what: string): Promise<void>;
}

const DEFAULT_SECONDS = 45;

/** Seconds until a copied secret is cleared; 0 leaves it. */
const clearAfter = (): number => {
  const seconds: unknown = vscode.workspace.getConfiguration("keyporter").get("clipboard.clearAfterSeconds");
  return typeof seconds === "number" && seconds >= 0 ? seconds : DEFAULT_SECONDS;
};

/** Enough to recognise the value again without keeping it. */
const fingerprint = (text: string): string => createHash("sha256").update(text).digest("hex");

export function clipboard(): Clipboard {
  let timer: NodeJS.Timeout | undefined;

  const clear = async (expected: string): Promise<void> => {
    timer = undefined;
    if (fingerprint(await vscode.env.clipboard.readText()) !== expected) return;
    await vscode.env.clipboard.writeText("");
    vscode.window.setStatusBarMessage(vscode.l10n.t("$(clear-all) Cleared the secret from the clipboard"), 3000);
  };

  return {
    async copyText(text) {
      await vscode.env.clipboard.writeText(text);
    },
    async copySecret(secret, what) {
      const value = secret.reveal();
      await vscode.env.clipboard.writeText(value);
      clearTimeout(timer);
      const seconds = clearAfter();
      if (seconds === 0) {
        vscode.window.setStatusBarMessage(vscode.l10n.t("$(check) Copied {0}; it stays in the clipboard", what), 5000);
        return;
      }
      const expected = fingerprint(value);
      timer = setTimeout(() => void clear(expected), seconds * 1000);
      vscode.window.setStatusBarMessage(
        vscode.l10n.t("$(check) Copied {0}; cleared in {1} seconds while this window is open", what, seconds),
        Math.min(seconds, 10) * 1000,
      );
    },
    dispose() {
      clearTimeout(timer);
    },
  };
}
