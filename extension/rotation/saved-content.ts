import * as vscode from "vscode";
import { textOfFile } from "./occurrences.ts";
import type { Content } from "./search-files.ts";

/** What is saved in a file; `skipped` where it is larger than so many bytes, or can't be read. */
export async function savedContent(uri: vscode.Uri, largestBytes: number): Promise<Content> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largestBytes) return "skipped";
    const text = textOfFile(await vscode.workspace.fs.readFile(uri));
    return text === undefined ? "binary" : { text };
  } catch {
    // A link that leads nowhere, a file that went meanwhile, or one that may not be read.
    return "skipped";
  }
}
