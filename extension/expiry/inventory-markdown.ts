import * as l10n from "@vscode/l10n";
import { markdownText } from "../core/markdown-text.ts";
import type { Inventory } from "./inventory.ts";
import { cellsOf, headings } from "./inventory-table.ts";

/** An inventory as a table for people. */
export function inventoryMarkdown(inventory: Inventory): string {
  const { at, rows, unread } = inventory;
  const table = [headings(), headings().map(() => "---"), ...cellsOf(inventory).map(cells => cells.map(markdownText))];
  return [
    `# ${l10n.t("Credentials")}`,
    "",
    l10n.t(
      "{0} credentials, listed by Keyporter on {1}. Secrets are not part of it.",
      String(rows.length),
      at.toISOString(),
    ),
    ...(unread.length === 0
      ? []
      : [
          "",
          l10n.t(
            "Not complete. These connections could not be read: {0}.",
            unread.map(each => markdownText(each.connection)).join(", "),
          ),
        ]),
    "",
    ...table.map(cells => `| ${cells.join(" | ")} |`),
    "",
  ].join("\n");
}
