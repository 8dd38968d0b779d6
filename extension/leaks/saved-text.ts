import * as vscode from "vscode";
import { savedContent } from "../rotation/saved-content.ts";

/** Larger files are data. */
const LARGEST_BYTES = 5 * 1024 * 1024;

/** What is saved in a file, as a document would have it; undefined where it is too large, binary, or can't be read. */
export async function savedText(uri: vscode.Uri): Promise<string | undefined> {
  const document = vscode.workspace.textDocuments.find(open => open.uri.toString() === uri.toString());
  if (document?.isDirty === false) {
    const text = document.getText();
    return text.length > LARGEST_BYTES ? undefined : text;
  }
  const content = await savedContent(uri, LARGEST_BYTES);
  return typeof content === "string" ? undefined : content.text;
}
