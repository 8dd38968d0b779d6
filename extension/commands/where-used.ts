import * as vscode from "vscode";
import { number } from "../core/local.ts";
import { clean } from "../core/clean-text.ts";
import type { Place } from "../rotation/search-files.ts";
import { type Uses, usesInWorkspace } from "../rotation/workspace-uses.ts";
import { leftOutWords } from "./left-out-words.ts";
import type { Command } from "./parts.ts";
import { withProgress } from "./progress.ts";
import { chosenOne } from "./secret-of.ts";

/** So much of a line is enough to recognise it. */
const LONGEST_LINE = 160;

export const whereUsed: Command = {
  id: "keyporter.whereUsed",
  async run(parts, row) {
    const chosen = await chosenOne(parts, row, vscode.l10n.t("Find Where It Is Used"));
    const { clientId, label } = chosen?.credential ?? {};
    if (clientId !== undefined && label !== undefined) await showUses({ clientId, label });
  },
};

/** Looks for the client ID in the files of the workspace, and lists the places. */
export async function showUses({
  clientId,
  label,
}: {
  readonly clientId: string;
  readonly label: string;
}): Promise<void> {
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("No folder is open, so there are no files to look through."),
    );
    return;
  }
  const found = await withProgress(vscode.l10n.t("Looking for the client ID of “{0}”...", clean(label)), signal =>
    usesInWorkspace(clientId, signal),
  );
  if (found.places.length === 0) {
    void vscode.window.showInformationMessage(clean(nothingWords(found, label)));
    return;
  }
  await choosePlace(found, label);
}

interface PlaceItem extends vscode.QuickPickItem {
  readonly go: () => Thenable<unknown>;
}

async function choosePlace(found: Uses, label: string): Promise<void> {
  const { places } = found;
  const [first] = places;
  if (first === undefined) return;
  const all: PlaceItem = {
    label: `$(references) ${vscode.l10n.t("Look at all {0} in the editor", number(places.length))}`,
    go: () => peek(first, places),
  };
  const items = places.map((place): PlaceItem => ({
    label: `$(file) ${vscode.workspace.asRelativePath(place.file)}:${place.line + 1}`,
    detail: clean(place.lineText).slice(0, LONGEST_LINE),
    go: () => vscode.window.showTextDocument(place.file, { selection: rangeOf(place), preview: true }),
  }));
  const picked = await vscode.window.showQuickPick<PlaceItem>(places.length === 1 ? items : [all, ...items], {
    title: vscode.l10n.t(
      "Where “{0}” Is Used: Places {1}, Files {2}",
      clean(label),
      number(places.length),
      number(filesIn(places)),
    ),
    placeHolder: [vscode.l10n.t("Its client ID, in the files of this workspace."), ...boundWords(found)].join(" "),
    matchOnDetail: true,
  });
  await picked?.go();
}

/** All of them at once, in a list beside their files. */
async function peek(first: Place<vscode.Uri>, places: readonly Place<vscode.Uri>[]): Promise<void> {
  await vscode.window.showTextDocument(first.file, { selection: rangeOf(first), preview: true });
  const locations = places.map(place => new vscode.Location(place.file, rangeOf(place)));
  await vscode.commands.executeCommand("editor.action.showReferences", first.file, rangeOf(first).start, locations);
}

const rangeOf = ({ line, column }: Place<vscode.Uri>): vscode.Range => new vscode.Range(line, column, line, column);

const filesIn = (places: readonly Place<vscode.Uri>[]): number =>
  new Set(places.map(({ file }) => file.toString())).size;

const nothingWords = (found: Uses, label: string): string =>
  [
    found.stopped === undefined && !found.tooMany && !found.unsearchable && found.skipped === 0
      ? vscode.l10n.t(
          "The client ID of “{0}” is in none of the {1} files of this workspace.",
          label,
          number(found.looked),
        )
      : vscode.l10n.t(
          "The client ID of “{0}” is in none of the {1} files that were looked through.",
          label,
          number(found.looked),
        ),
    ...boundWords(found),
  ].join(" ");

/** Why this may not be all. */
function boundWords({ stopped, skipped, ...bounds }: Uses): readonly string[] {
  const why = {
    cancelled: vscode.l10n.t("Stopped before all files were looked through."),
    places: vscode.l10n.t("There are more: only so many are listed."),
    time: vscode.l10n.t("After a minute the rest was left out."),
  };
  return [
    ...(stopped === undefined ? [] : [why[stopped]]),
    ...leftOutWords(bounds),
    ...(skipped === 0 ? [] : [vscode.l10n.t("Left out, too large or not readable: {0}.", number(skipped))]),
  ];
}
