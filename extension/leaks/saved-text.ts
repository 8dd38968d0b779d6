import * as vscode from "vscode";
import { textOfFile } from "../rotation/occurrences.ts";

/** Larger files are data. */
const LARGEST_BYTES = 5 * 1024 * 1024;

/** What is saved in a file, as a document would have it; undefined where it is too large, binary, or can't be read. */
export async function savedText(uri: vscode.Uri): Promise<string | undefined> {
  const document = vscode.workspace.textDocuments.find(open => open.uri.toString() === uri.toString());
  if (document?.isDirty === false) {
    const text = document.getText();
    return text.length > LARGEST_BYTES ? undefined : text;
  }
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    return size > LARGEST_BYTES ? undefined : textOfFile(await vscode.workspace.fs.readFile(uri));
  } catch {
    // A link that leads nowhere, a file that went meanwhile, or one that may not be read.
    return undefined;
  }
}
