import * as vscode from "vscode";
import { ServiceError } from "../core/errors.ts";
import { readBounded } from "./read-bounded.ts";

/** A file as it was when it was read. */
export interface TextFile {
  readonly uri: vscode.Uri;
  /** With a byte order mark, if there is one. */
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly exists: boolean;
}

const LARGEST = 512 * 1024;

/** Reads a file that is going to be changed. Throws where that would lose something: unsaved changes, bytes that are no text. */
export async function readTextFile(uri: vscode.Uri): Promise<TextFile> {
  refuseUnsaved(uri);
  const read = await readBounded(uri, LARGEST);
  if (read.type === "missing") return { uri, text: "", bytes: new Uint8Array(), exists: false };
  if (read.type === "no-file") throw noFile(uri);
  if (read.type === "too-large") throw notText(uri);
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(read.bytes);
    if (!text.includes("\0")) return { uri, text, bytes: read.bytes, exists: true };
  } catch {
    // What follows says it.
  }
  throw notText(uri);
}

/** Puts the new text in the file's place and reads it back. Throws where the file is no longer what was read. */
export async function replaceText(file: TextFile, text: string): Promise<void> {
  const now = await readTextFile(file.uri);
  if (now.exists !== file.exists || !same(now.bytes, file.bytes)) throw changedMeanwhile(file.uri);
  const bytes = new TextEncoder().encode(text);
  await vscode.workspace.fs.writeFile(file.uri, bytes);
  const back = await readBounded(file.uri, bytes.length);
  if (back.type !== "read" || !same(back.bytes, bytes)) throw notReadBack(file.uri);
}

/** How a file is called for a person: its path in the workspace. */
export const nameOf = (uri: vscode.Uri): string => vscode.workspace.asRelativePath(uri);

function refuseUnsaved(uri: vscode.Uri): void {
  const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
  if (open?.isDirty !== true) return;
  throw new ServiceError({
    kind: "conflict",
    message: vscode.l10n.t("“{0}” is open with unsaved changes, so nothing was written.", nameOf(uri)),
    hint: vscode.l10n.t("Save or revert the file, then try again."),
  });
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const notText = (uri: vscode.Uri): ServiceError =>
  new ServiceError({
    kind: "invalid",
    message: vscode.l10n.t("“{0}” is not a text file in UTF-8 of at most 512 KB, so nothing was written.", nameOf(uri)),
    hint: vscode.l10n.t("Choose another file."),
  });

const noFile = (uri: vscode.Uri): ServiceError =>
  new ServiceError({
    kind: "invalid",
    message: vscode.l10n.t("“{0}” is a folder, a device or a pipe, so nothing was written.", nameOf(uri)),
    hint: vscode.l10n.t("Put an ordinary file in its place, or choose another."),
  });

const changedMeanwhile = (uri: vscode.Uri): ServiceError =>
  new ServiceError({
    kind: "conflict",
    message: vscode.l10n.t("“{0}” has changed since the preview was made, so nothing was written.", nameOf(uri)),
    hint: vscode.l10n.t("Try again to see the change as it is now."),
  });

const notReadBack = (uri: vscode.Uri): ServiceError =>
  new ServiceError({
    kind: "conflict",
    message: vscode.l10n.t("“{0}” was written, but reading it back gave something else.", nameOf(uri)),
    hint: vscode.l10n.t("Look at the file, and whether another program writes it too; then try again."),
  });
