import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { ServiceError } from "../core/errors.ts";
import type { Secret } from "../core/secret.ts";
import { masked } from "../delivery/dotenv/masked.ts";
import { keepOverwritten } from "./keep-overwritten.ts";
import { readDotenv } from "../delivery/dotenv/read.ts";
import { type Change, type Refusal, setVariables, type SetVariables } from "../delivery/dotenv/set-variables.ts";
import { variablesOf } from "../delivery/formats.ts";
import { nameOf, readTextFile, replaceText, type TextFile } from "../delivery/text-file.ts";
import type { VariableNames } from "../delivery/variable-names.ts";
import { askNames, namesFor } from "./ask-names.ts";
import { agreedToPlace } from "./env-file/agree-to-place.ts";
import { hideFromGit } from "./env-file/hide-from-git.ts";
import { pickFile } from "./env-file/pick-file.ts";
import type { Command, Parts } from "./parts.ts";
import { type ChosenOne, chosenOne, type Named, secretOf } from "./secret-of.ts";
import { tell } from "./tell.ts";

export const saveSecretToEnv: Command = {
  id: "keyporter.saveToEnv",
  async run(parts, row) {
    const chosen = await chosenOne(parts, row, vscode.l10n.t("Save to .env"));
    if (chosen !== undefined) await saveToEnv(parts, chosen);
  },
};

/** Puts both halves into a file that the person chose, after a look at the change in which no value is to be seen. */
export async function saveToEnv(parts: Parts, chosen: ChosenOne, options?: PutOptions): Promise<void> {
  // First of all: where it can't be had, nothing else needs to be asked.
  await putIntoEnv(parts, chosen, await secretOf(parts, chosen), options);
}

export interface PutOptions {
  /** One place among several: the vault keeps the value, too. */
  readonly isOneOfSeveral?: boolean;
  /** The credential whose variables these are so far. */
  readonly inPlaceOf?: Named;
}

/** Where both halves are now, and what they are called there. */
export interface PlaceInEnv {
  readonly uri: vscode.Uri;
  readonly names: VariableNames;
}

/** The same with a secret that is at hand. Undefined where the person changed their mind. */
export async function putIntoEnv(
  parts: Parts,
  chosen: Named,
  secret: Secret,
  { isOneOfSeveral = false, inPlaceOf }: PutOptions = {},
): Promise<PlaceInEnv | undefined> {
  const { connection, credential } = chosen;
  const delivered = async (to: string): Promise<void> => {
    if (!isOneOfSeveral) await parts.vault.delivered(connection.id, credential.id, to);
  };
  if (inPlaceOf !== undefined) await takeNamesOver(parts, inPlaceOf, chosen);
  const place = await choosePlace(parts, chosen);
  if (place === undefined || !(await agreedToPlace(place.uri))) return undefined;
  const { uri, names } = place;
  // Before questions are asked about a file that can't be changed.
  await readTextFile(uri);
  const git = await hideFromGit(parts, uri);
  if (git === "cancelled") return undefined;

  const file = await readTextFile(uri);
  const result = setVariables(file.text, variablesOf({ clientId: credential.clientId, secret, names }));
  if (result.type === "refused") throw refusal(result, file);
  if (result.text === file.text) {
    await delivered(nameOf(uri));
    tell(vscode.l10n.t("{0} has both values already.", nameOf(uri)));
    return place;
  }
  const agreed = await parts.delivery.previews.ask({
    file: uri,
    ...look(file.text, result.text, result.changes, names),
    title: vscode.l10n.t("{0}: before ↔ after, values hidden", nameOf(uri)),
    question: [
      vscode.l10n.t("Save the client ID and the client secret of “{0}” to {1}?", clean(credential.label), nameOf(uri)),
      ...result.changes.flatMap(setMoreThanOnce),
      ...(git === "untold" ? [vscode.l10n.t("Keyporter can't tell whether git ignores this file.")] : []),
    ].join(" "),
    accept: vscode.l10n.t("Save"),
  });
  if (!agreed) return undefined;
  // Before it is gone: this file may be the only place where it was.
  const before = readDotenv(file.text).findLast(({ name }) => name === names.secret)?.value;
  if (before !== undefined) await keepOverwritten(parts, before, credential.id);
  await replaceText(file, result.text);
  await delivered(nameOf(uri));
  tell(
    vscode.l10n.t("Saved {0} to {1}, and read back.", result.changes.map(({ name }) => name).join(", "), nameOf(uri)),
  );
  return place;
}

/** A twin is known by the names of the one that it replaces, unless the person chose others for it. */
async function takeNamesOver(parts: Parts, old: Named, twin: Named): Promise<void> {
  const { names } = parts.delivery;
  const known = names.of(old.connection.id, old.credential.id);
  if (known === undefined || names.of(twin.connection.id, twin.credential.id) !== undefined) return;
  await names.remember(twin.connection.id, twin.credential.id, known);
}

/** The file and the names; whoever wants other names gets asked, and then again for the file. */
async function choosePlace(parts: Parts, chosen: Named): Promise<PlaceInEnv | undefined> {
  let names = await namesFor(parts, chosen);
  while (names !== undefined) {
    const title = vscode.l10n.t("Save “{0}” to .env", clean(chosen.credential.label));
    const picked = await pickFile(title, [names.clientId, names.secret]);
    if (picked === undefined) return undefined;
    if (picked.type === "file") return { uri: picked.uri, names };
    names = await askNames(parts, chosen);
  }
  return undefined;
}

/** Both texts as they may be seen: of the new ones, what is public and which is new. */
function look(
  before: string,
  after: string,
  changes: readonly Change[],
  names: VariableNames,
): { readonly before: string; readonly after: string } {
  const changed = changes.filter(({ how }) => how !== "same").map(({ name }) => name);
  const read = new Map(readDotenv(after).map(({ name, start }) => [name, start]));
  return {
    before: masked(before),
    after: masked(after, ({ name, value, start }, mask) => {
      if (!changed.includes(name) || read.get(name) !== start) return undefined;
      return name === names.clientId ? value : vscode.l10n.t("{0} (new)", mask);
    }),
  };
}

const setMoreThanOnce = ({ name, times }: Change): readonly string[] =>
  times > 1
    ? [vscode.l10n.t("{0} is set {1} times; dotenv reads the last one, so only that one changes.", name, times)]
    : [];

function refusal({ name, reason }: Extract<SetVariables, { type: "refused" }>, { uri }: TextFile): ServiceError {
  const why: Readonly<Record<Refusal, string>> = {
    name: vscode.l10n.t("“{0}” is no name for a variable.", name),
    value: vscode.l10n.t(
      "There is no way to write the value of {0} into {1} that dotenv reads back exactly.",
      name,
      nameOf(uri),
    ),
    spread: vscode.l10n.t("In {1} the value of {0} stands on another line than its name.", name, nameOf(uri)),
  };
  return new ServiceError({
    kind: "invalid",
    message: `${why[reason]} ${vscode.l10n.t("Nothing was written.")}`,
    hint: vscode.l10n.t("Look for a quote that is not closed in the file, or choose another file."),
  });
}
