import * as vscode from "vscode";
import type { Disposable } from "../core/disposable.ts";
import { number } from "../core/local.ts";
import { countsOf } from "./item.ts";
import { itemSentence } from "./item-words.ts";
import { countWords } from "./urgency-words.ts";
import type { ExpiryWatch } from "./watch.ts";

export const SHOW_EXPIRING = "keyporter.showExpiring";

/** A tooltip is no list to scroll. */
const LINES = 10;

/** While something has expired or is about to: how many. Made when there is something to show. */
export function expiryStatusBar(
  watch: Pick<ExpiryWatch, "items" | "now">,
  onDidChange: vscode.Event<void>,
): Disposable {
  let item: vscode.StatusBarItem | undefined;

  const show = (): void => {
    const { items } = watch;
    if (items.length === 0) {
      item?.hide();
      return;
    }
    if (item === undefined) {
      item = vscode.window.createStatusBarItem("keyporter.expiry", vscode.StatusBarAlignment.Left, 89);
      item.name = vscode.l10n.t("Keyporter: What Expires");
      item.command = SHOW_EXPIRING;
    }
    const words = countWords(countsOf(items));
    const lines = items
      .slice(0, LINES)
      .map(each => itemSentence(each, watch.now(each.connection.id), vscode.env.language));
    const rest = items.length - lines.length;
    item.text = `$(key) ${words}`;
    item.tooltip = [...lines, ...(rest > 0 ? [vscode.l10n.t("And {0} more.", number(rest))] : [])].join("\n");
    item.accessibilityInformation = { label: vscode.l10n.t("Keyporter: {0}. Shows which.", words), role: "button" };
    item.show();
  };

  const changes = onDidChange(show);
  show();
  return {
    dispose() {
      changes.dispose();
      item?.dispose();
    },
  };
}
