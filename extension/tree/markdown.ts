import * as vscode from "vscode";

export type Line = readonly ["strong" | "text" | "code", string];

/** A tooltip from lines of text. What comes from a server is text: no markup, link or image in it works. */
export function markdown(lines: readonly Line[]): vscode.MarkdownString {
  const result = new vscode.MarkdownString();
  for (const [index, [style, text]] of lines.entries()) {
    if (index > 0) result.appendMarkdown("\n\n");
    if (style === "strong") result.appendMarkdown("**").appendText(oneLine(text)).appendMarkdown("**");
    else if (style === "code") result.appendMarkdown(`\`${oneLine(text).replaceAll("`", "'")}\``);
    else result.appendText(oneLine(text));
  }
  return result;
}

/** Control and direction characters could make a row look like something else. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
