import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";

export type Line = readonly ["strong" | "text" | "code", string];

/**
 * Text in Markdown that stays text. `appendText` of VS Code leaves addresses alone (https://..., www...., a@b.c), and these become links;
 * a sign that is written as its number is nothing but that sign.
 */
const asText = (text: string): string => clean(text).replace(/[!-/:-@[-`{-~]/gu, sign => `&#${sign.charCodeAt(0)};`);

/** A tooltip from lines of text. What comes from a server is text: no markup, link or image in it works. */
export function markdown(lines: readonly Line[]): vscode.MarkdownString {
  const result = new vscode.MarkdownString();
  for (const [index, [style, text]] of lines.entries()) {
    if (index > 0) result.appendMarkdown("\n\n");
    if (style === "strong") result.appendMarkdown(`**${asText(text)}**`);
    else if (style === "code") result.appendMarkdown(`\`${clean(text).replaceAll("`", "'")}\``);
    else result.appendMarkdown(asText(text));
  }
  return result;
}
