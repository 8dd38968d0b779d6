import * as v from "valibot";
import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { Secret } from "../core/secret.ts";
import { MASK } from "../delivery/dotenv/masked.ts";
import { nameOf, readTextFile, replaceText, type TextFile } from "../delivery/text-file.ts";
import { ignoredByGit } from "../delivery/ignored-by-git.ts";
import { FIX_LEAK, type Fix, fixes } from "../leaks/quick-fixes.ts";
import { type Span, withReferences } from "../leaks/references.ts";
import { node } from "../tree/node.ts";
import type { Copy, Fingerprint, Recogniser } from "../vault/vault.ts";
import { addToIgnored, isInRepository, stillNotIgnored } from "./env-file/hide-from-git.ts";
import type { Command, Parts } from "./parts.ts";
import { withProgress } from "./progress.ts";
import { rotate } from "./rotate.ts";
import { putIntoEnv } from "./save-to-env.ts";
import { forgetSecret } from "./secret-place.ts";
import { tell } from "./tell.ts";

const request = v.object({ fix: v.picklist(fixes), uri: v.string(), entry: v.string() });

/** Carries out the quick fixes of the leak check. */
export const fixLeak: Command = {
  id: FIX_LEAK,
  async run(parts, args) {
    const parsed = v.safeParse(request, args);
    if (!parsed.success) return;
    const { fix, uri: address, entry } = parsed.output;
    const uri = vscode.Uri.parse(address, true);
    const recogniser = await parts.leaks.known();
    const fingerprint = recogniser.fingerprints.find(known => known.entry === entry);
    if (fingerprint !== undefined) await carryOut[fix](parts, { uri, fingerprint, recogniser });
    await parts.leaks.look(uri);
  },
};

interface Leaked {
  readonly uri: vscode.Uri;
  readonly fingerprint: Fingerprint;
  readonly recogniser: Recogniser;
}

const carryOut: Readonly<Record<Fix, (parts: Parts, leaked: Leaked) => Promise<void>>> = {
  "move-to-env": moveToEnv,
  "ignore": ignore,
  "rotate": rotateLeaked,
  async "forget"(parts, { fingerprint: { connectionId, credentialId: id } }) {
    await forgetSecret(parts.vault, { connectionId, id });
  },
};

/** Takes the value from the file itself, because the vault may no longer have it. */
async function moveToEnv(parts: Parts, { uri, fingerprint, recogniser }: Leaked): Promise<void> {
  const { connectionId, credentialId, label, clientId } = fingerprint;
  const before = await readTextFile(uri);
  const [first] = copiesOf(fingerprint, recogniser.copiesIn(before.text));
  if (first === undefined) return;
  const place = await putIntoEnv(
    parts,
    {
      connection: { id: connectionId },
      credential: { id: credentialId, label, ...(clientId === undefined ? {} : { clientId }) },
    },
    new Secret(before.text.slice(first.start, first.end)),
  );
  if (place === undefined || place.uri.toString() === uri.toString()) return;

  const file = await readTextFile(uri);
  const { languageId } = await vscode.workspace.openTextDocument(uri);
  const all = recogniser.copiesIn(file.text);
  const mine = copiesOf(fingerprint, all);
  const after = withReferences(file.text, mine, languageId, place.names.secret);
  if (!(await agreedTo(parts, { file, after, recogniser, label, name: place.names.secret, times: mine.length })))
    return;
  await replaceText(file, after);
  tell(vscode.l10n.t("{0} no longer holds the client secret of “{1}”.", nameOf(uri), clean(label)));
}

const spanOf = ({ start, fingerprint: { length } }: Copy): Span => ({ start, end: start + length });

const copiesOf = ({ entry }: Fingerprint, copies: readonly Copy[]): readonly Span[] =>
  copies.filter(({ fingerprint }) => fingerprint.entry === entry).map(spanOf);

interface Change {
  readonly file: TextFile;
  readonly after: string;
  readonly recogniser: Recogniser;
  readonly label: string;
  readonly name: string;
  readonly times: number;
}

const agreedTo = ({ delivery }: Parts, { file, after, recogniser, label, name, times }: Change): Promise<boolean> =>
  delivery.previews.ask({
    file: file.uri,
    before: masked(file.text, recogniser),
    after: masked(after, recogniser),
    title: vscode.l10n.t("{0}: before ↔ after, secrets hidden", nameOf(file.uri)),
    question: vscode.l10n.t(
      "Replace the client secret of “{0}” in {1}, {2} times, by what {3} holds? Check that the program reads .env.",
      clean(label),
      nameOf(file.uri),
      times,
      name,
    ),
    accept: vscode.l10n.t("Replace"),
  });

/** The text with no secret that the vault knows. */
function masked(text: string, recogniser: Recogniser): string {
  let result = "";
  let done = 0;
  for (const { start, end } of recogniser.copiesIn(text).map(spanOf)) {
    // Of one that begins within another, the rest is a part of a secret too.
    if (start >= done) result += text.slice(done, start) + MASK;
    done = Math.max(done, end);
  }
  return result + text.slice(done);
}

async function ignore(parts: Parts, { uri }: Leaked): Promise<void> {
  if ((await ignoredByGit(uri)) === "ignored" || !(await addToIgnored(parts, uri))) return;
  if ((await ignoredByGit(uri)) !== "not-ignored") return;
  void vscode.window.showWarningMessage(clean(`${stillNotIgnored(uri)} ${isInRepository(uri)}`));
}

async function rotateLeaked(parts: Parts, { fingerprint }: Leaked): Promise<void> {
  const { connectionId, credentialId, label } = fingerprint;
  const connection = parts.actions.connection(connectionId);
  const credential =
    parts.view.credentials.find(connectionId, credentialId) ??
    (await withProgress(vscode.l10n.t("Looking for “{0}”...", clean(label)), async signal =>
      (await parts.sessions.of(connection)).get(credentialId, signal),
    ));
  await rotate.run(parts, node({ type: "credential", connection, credential }));
}
