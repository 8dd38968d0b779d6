import * as vscode from "vscode";
import { clean } from "../../core/clean-text.ts";
import { ignoredByGit } from "../../delivery/ignored-by-git.ts";
import { withIgnored } from "../../delivery/ignore-line.ts";
import { nameOf, readTextFile, replaceText, type TextFile } from "../../delivery/text-file.ts";
import type { Parts } from "../parts.ts";
import { agreedToPlace } from "./agree-to-place.ts";

/** `known`: git ignores the file, there is no repository, or the person was asked. `untold`: nobody can tell, which is said later. */
export type GitAnswer = "known" | "untold" | "cancelled";

/** Sees to it that git ignores the file, or that the person knows that it does not. */
export async function hideFromGit(parts: Parts, uri: vscode.Uri): Promise<GitAnswer> {
  const ignored = await ignoredByGit(uri);
  if (ignored === "unknown") return "untold";
  if (ignored !== "not-ignored") return "known";
  const add = vscode.l10n.t("Add to .gitignore...");
  const goOn = vscode.l10n.t("Save Anyway");
  const answer = await vscode.window.showWarningMessage(
    clean(vscode.l10n.t("Git does not ignore “{0}”.", nameOf(uri))),
    {
      modal: true,
      detail: vscode.l10n.t("With the next commit the client secret would be in the repository's history."),
    },
    add,
    goOn,
  );
  if (answer === goOn) return "known";
  if (answer !== add || !(await addToIgnored(parts, uri))) return "cancelled";
  if ((await ignoredByGit(uri)) === "ignored") return "known";
  const still = await vscode.window.showWarningMessage(
    clean(stillNotIgnored(uri)),
    { modal: true, detail: isInRepository(uri) },
    goOn,
  );
  return still === goOn ? "known" : "cancelled";
}

/** What there is to know where a line in .gitignore did not help. */
export const stillNotIgnored = (uri: vscode.Uri): string =>
  vscode.l10n.t("Git still does not ignore “{0}”.", nameOf(uri));

export const isInRepository = (uri: vscode.Uri): string =>
  vscode.l10n.t(
    "It is in the repository already: “git rm --cached {0}” takes it out and leaves the file.",
    nameOf(uri),
  );

/** Adds a line for the file to .gitignore. Shows it first, as it does with every change. */
export async function addToIgnored(parts: Parts, uri: vscode.Uri): Promise<boolean> {
  const file = await ignoreFileFor(uri);
  // A folder that somebody else made may have a link there to a file of the person's own.
  if (!(await agreedToPlace(file.uri, place => vscode.l10n.t("A line would be added to {0}.", place)))) return false;
  const folder = vscode.Uri.joinPath(file.uri, "..").path;
  const after = withIgnored(file.text, uri.path.slice(folder === "/" ? 1 : folder.length + 1));
  const agreed = await parts.delivery.previews.ask({
    file: file.uri,
    before: file.text,
    after,
    title: vscode.l10n.t("{0}: before ↔ after", nameOf(file.uri)),
    question: vscode.l10n.t("Add this line to {0}?", nameOf(file.uri)),
    accept: vscode.l10n.t("Add"),
  });
  if (agreed) await replaceText(file, after);
  return agreed;
}

/** The nearest one, from the file's folder up to the workspace's; a new one beside the file where there is none. */
async function ignoreFileFor(uri: vscode.Uri): Promise<TextFile> {
  const top = vscode.workspace.getWorkspaceFolder(uri)?.uri.path;
  const beside = vscode.Uri.joinPath(uri, "../.gitignore");
  let at = beside;
  for (;;) {
    const file = await readTextFile(at);
    const folder = vscode.Uri.joinPath(at, "..").path;
    if (file.exists) return file;
    if (top === undefined || folder === top || !folder.startsWith(top)) return readTextFile(beside);
    at = vscode.Uri.joinPath(at, "../../.gitignore");
  }
}
