import type * as vscode from "vscode";
import { readBounded } from "../delivery/read-bounded.ts";
import { textOfFile } from "./occurrences.ts";
import type { Content } from "./search-files.ts";

/** What is saved in a file; `skipped` where it is larger than so many bytes, no file at all, or can't be read. */
export async function savedContent(uri: vscode.Uri, largestBytes: number): Promise<Content> {
  try {
    const read = await readBounded(uri, largestBytes);
    if (read.type !== "read") return "skipped";
    const text = textOfFile(read.bytes);
    return text === undefined ? "binary" : { text };
  } catch {
    // A link that leads nowhere, a file that went meanwhile, or one that may not be read.
    return "skipped";
  }
}
