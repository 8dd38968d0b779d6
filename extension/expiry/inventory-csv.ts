import { oneLine } from "../core/clean-text.ts";
import type { Inventory } from "./inventory.ts";
import { cellsOf, headings } from "./inventory-table.ts";

/** Spreadsheets take a file without it for one in the machine's old encoding. */
const BYTE_ORDER_MARK = "\ufeff";

/** What a spreadsheet begins a formula with, also after what it skips: https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

/** Where the comma is the decimal sign, spreadsheets cut at semicolons instead, also inside quotes that do not follow one. */
const AFTER_SEMICOLON = /(;[\s\p{Cf}]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/gu;

/** An inventory for spreadsheets (RFC 4180). No cell of it is a formula, whatever the server calls things. */
export const inventoryCsv = (inventory: Inventory): string =>
  `${BYTE_ORDER_MARK}${[headings(), ...cellsOf(inventory)].map(lineOf).join("\r\n")}\r\n`;

const lineOf = (cells: readonly string[]): string => cells.map(csvCell).join(",");

/** One cell, in quotes where it needs them; an apostrophe keeps spreadsheets from calculating it. */
export function csvCell(value: string): string {
  const line = oneLine(value);
  // Also what comes to stand first only when that is gone which nobody sees.
  const isFormula = [value, line].some(text => FORMULA.test(text)) || /^[\t\r]/u.test(value);
  const harmless = isFormula ? `'${line}` : line;
  const text = harmless.replace(AFTER_SEMICOLON, "$1'");
  return /[",;\n\r\t]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
