import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";

export type Line = readonly ["strong" | "text" | "code", string];

/** A tooltip from lines of text. What comes from a server is text: no markup, link or image in it works. */
export function markdown(lines: readonly Line[]): vscode.MarkdownString {
  const result = new vscode.MarkdownString();
  for (const [index, [style, text]] of lines.entries()) {
    if (index > 0) result.appendMarkdown("\n\n");
    if (style === "strong") result.appendMarkdown("**").appendText(clean(text)).appendMarkdown("**");
    else if (style === "code") result.appendMarkdown(`\`${clean(text).replaceAll("`", "'")}\``);
    else result.appendText(clean(text));
  }
  return result;
}
