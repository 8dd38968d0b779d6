import { constants, open } from "node:fs/promises";
import * as vscode from "vscode";

/** What is in a file, or why that was not read. */
export type BoundedRead =
  | { readonly type: "read"; readonly bytes: Uint8Array }
  | { readonly type: "missing" }
  /** A folder, a pipe, a device, or a link to one. */
  | { readonly type: "no-file" }
  | { readonly type: "too-large" };

/**
 * Reads a file that somebody else may have put there: of what has no end, or waits for one, nothing is read. Throws where VS Code or
 * the system refuses it.
 */
export async function readBounded(uri: vscode.Uri, mostBytes: number): Promise<BoundedRead> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    // Of a link it tells both, that it is one and what is behind it.
    if ((type & vscode.FileType.File) === 0) return { type: "no-file" };
    if (size > mostBytes) return { type: "too-large" };
    const bytes =
      uri.scheme === "file" ? await beginning(uri.fsPath, mostBytes + 1) : await vscode.workspace.fs.readFile(uri);
    return bytes.length > mostBytes ? { type: "too-large" } : { type: "read", bytes };
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return { type: "missing" };
    throw error;
  }
}

/**
 * So many bytes at most: files of the kernel's (/proc/self/pagemap) look like any other and say that they are empty, and some have no
 * end. It waits for nobody, if what was looked at is a pipe by now; Windows has no such flag, and no such files.
 */
async function beginning(path: string, bytes: number): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.createReadStream({ end: bytes - 1 }) as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
