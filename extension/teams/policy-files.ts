import * as vscode from "vscode";
import { readBounded } from "../delivery/read-bounded.ts";
import { type Fault, LARGEST_POLICY_BYTES, parsePolicy, POLICY_PATH, type ReadPolicy } from "./policy.ts";
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
  const unreadable = (fault: Fault): ReadPolicy => ({ type: "unreadable", file, fault });
  const read = await readBounded(uri, LARGEST_POLICY_BYTES).catch(() => ({ type: "refused" }) as const);
  if (read.type === "missing" && !mustBe) return undefined;
  if (read.type !== "read") return unreadable(read);
  const parsed = parsePolicy(new TextDecoder().decode(read.bytes));
  return "wrong" in parsed ? unreadable(parsed.wrong) : { type: "policy", policy: parsed, file };
}
