import * as l10n from "@vscode/l10n";
import { oneLine } from "../core/clean-text.ts";
import type { Inventory } from "./inventory.ts";
import { cellsOf, headings } from "./inventory-table.ts";

/** An inventory as a table for people. */
export function inventoryMarkdown(inventory: Inventory): string {
  const { at, rows, unread } = inventory;
  const table = [headings(), headings().map(() => "---"), ...cellsOf(inventory).map(cells => cells.map(markdownCell))];
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
            unread.map(each => markdownCell(each.connection)).join(", "),
          ),
        ]),
    "",
    ...table.map(cells => `| ${cells.join(" | ")} |`),
    "",
  ].join("\n");
}

/** Text of a cell: nothing in it works as markup, link, image or the end of the cell. */
export const markdownCell = (value: string): string =>
  oneLine(value)
    .replace(/[\\`*_{}[\]<>()#|~&!]/gu, "\\$&")
    // Addresses become links by themselves.
    .replace(/:(?=\/\/)|(?<=www)\.|@/giu, "\\$&");
