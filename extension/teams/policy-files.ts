import * as vscode from "vscode";
import { LARGEST_POLICY_BYTES, parsePolicy, POLICY_PATH, type ReadPolicy } from "./policy.ts";
import { type Rules, rulesOf } from "./policy-rules.ts";

/** The policies that count now, read anew: the person's own file, and those of the folders of a workspace that they trust. */
export async function readRules(): Promise<Rules> {
  const own: unknown = vscode.workspace.getConfiguration("keyporter").get("policyFile");
  const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
  const files = [
    ...(typeof own === "string" && own.trim() !== "" ? [{ uri: vscode.Uri.file(own.trim()), mustBe: true }] : []),
    ...folders.map(({ uri }) => ({ uri: vscode.Uri.joinPath(uri, POLICY_PATH), mustBe: false })),
  ];
  const read = await Promise.all(files.map(({ uri, mustBe }) => readOne(uri, mustBe)));
  return rulesOf(read.flatMap(each => each ?? []));
}

/** @param mustBe somebody has named it, so that it is missing is told */
async function readOne(uri: vscode.Uri, mustBe: boolean): Promise<ReadPolicy | undefined> {
  const file = vscode.workspace.asRelativePath(uri);
  const unreadable = (reason: string): ReadPolicy => ({ type: "unreadable", file, reason });
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    // A link to a device says that it is empty, and has no end.
    if ((type & vscode.FileType.File) === 0) return unreadable(vscode.l10n.t("the file itself"));
    if (size > LARGEST_POLICY_BYTES) return unreadable(vscode.l10n.t("its size"));
    const parsed = parsePolicy(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
    return "wrong" in parsed ? unreadable(parsed.wrong) : { type: "policy", policy: parsed, file };
  } catch (error) {
    const isMissing = error instanceof vscode.FileSystemError && error.code === "FileNotFound";
    return isMissing && !mustBe ? undefined : unreadable(vscode.l10n.t("the file itself"));
  }
}
