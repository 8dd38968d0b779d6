import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { MOCK_URL, originOf } from "../connections/base-url.ts";
import { type Connection, environmentOf } from "../connections/connection.ts";
import { environmentWords } from "../connections/environment-words.ts";
import { clean } from "../core/clean-text.ts";
import { ServiceError } from "../core/errors.ts";
import { number } from "../core/local.ts";
import { connectionId } from "../core/model.ts";
import { readBounded } from "../delivery/read-bounded.ts";
import { serviceById } from "../services/catalog.ts";
import { compare, type Compared, type Difference, imported } from "../teams/compare.ts";
import {
  type ConnectionFile,
  LARGEST_BYTES,
  noConnectionFile,
  parseConnectionFile,
  type SharedConnection,
} from "../teams/connection-file.ts";
import { readRules } from "../teams/policy-files.ts";
import { originComplaint, unreadableWords } from "../teams/policy-rules.ts";
import type { Command, Parts } from "./parts.ts";
import { signInTo } from "./sign-in-again.ts";
import { tell } from "./tell.ts";

/** What of a file is not there yet, or is another. */
type Change = Extract<Compared, { type: "new" | "differs" }>;

/** Takes over connections of a file that the person chose, one by one, and after a question that names each server. */
export const importConnections: Command = {
  id: "keyporter.importConnections",
  async run(parts) {
    const title = vscode.l10n.t("Import Connections");
    const [uri] =
      (await vscode.window.showOpenDialog({
        title,
        filters: { JSON: ["json"] },
        openLabel: vscode.l10n.t("Look at It"),
      })) ?? [];
    if (uri === undefined) return;
    const file = await read(uri);
    const { connections: present } = parts.settings.all();
    const compared = file.connections.map(shared => compare(shared, present, serviceById(shared.service)?.info));
    const rules = await readRules();
    const isAllowed = ({ shared }: Compared): boolean => originComplaint(rules, shared.baseUrl) === undefined;
    const changes = compared.filter(isChange).filter(isAllowed);
    const refused = compared.filter(isChange).filter(change => !isAllowed(change));
    const notes = [
      ...unreadableWords(rules),
      ...leftOut(compared, file),
      ...refused.flatMap(({ shared }) => originComplaint(rules, shared.baseUrl) ?? []),
    ];
    if (changes.length === 0) {
      void vscode.window.showInformationMessage(clean([nothingToImport(), ...notes].join(" ")));
      return;
    }
    const chosen = await pickChanges(title, changes, notes);
    if (chosen === undefined || chosen.length === 0 || !(await agreedTo(chosen, uri))) return;
    await takeOver(parts, chosen);
  },
};

async function read(uri: vscode.Uri): Promise<ConnectionFile> {
  const name = vscode.workspace.asRelativePath(uri);
  const read = await readBounded(uri, LARGEST_BYTES);
  const file = read.type === "read" ? parseConnectionFile(new TextDecoder().decode(read.bytes)) : undefined;
  if (file !== undefined) return file;
  throw new ServiceError({
    kind: "invalid",
    message: read.type === "too-large" ? tooLarge(name) : noConnectionFile(name),
    hint: vscode.l10n.t("Choose a file that “Keyporter: Export Connections...” has made."),
  });
}

const tooLarge = (name: string): string =>
  vscode.l10n.t("{0} is larger than 1 MB, which no file with connections of Keyporter's is.", name);

const isChange = (compared: Compared): compared is Change => compared.type === "new" || compared.type === "differs";

const nothingToImport = (): string => vscode.l10n.t("There is nothing in the file to import.");

/** What of a file is not offered, and why. */
function leftOut(compared: readonly Compared[], { misfits }: ConnectionFile): readonly string[] {
  const same = compared.filter(({ type }) => type === "same").length;
  const unknown = compared.filter(({ type }) => type === "unknown-service").map(({ shared }) => clean(shared.service));
  const [first] = misfits;
  return [
    ...(same === 0 ? [] : [vscode.l10n.t("Here already: {0}.", number(same))]),
    ...(unknown.length === 0
      ? []
      : [vscode.l10n.t("For services that are not here: {0}.", [...new Set(unknown)].join(", "))]),
    ...(first === undefined
      ? []
      : [
          vscode.l10n.t(
            "Not usable: {0}. The first is number {1}: {2}",
            number(misfits.length),
            first.position,
            clean(first.message),
          ),
        ]),
  ];
}

async function pickChanges(
  title: string,
  changes: readonly Change[],
  notes: readonly string[],
): Promise<readonly Change[] | undefined> {
  const items = changes.map(change => ({
    label: clean(change.shared.name),
    description: whereWords(change.shared),
    detail: changeWords(change),
    picked: change.type === "new",
    change,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: [vscode.l10n.t("Which of these do you want?"), ...notes].join(" "),
    canPickMany: true,
    matchOnDescription: true,
  });
  return picked?.map(({ change }) => change);
}

/** "https://octane.example · Test, read-only" */
const whereWords = (shared: Pick<SharedConnection, "baseUrl" | "environment" | "readOnly">): string => {
  const environment = environmentWords(environmentOf(shared));
  return `${serverWords(shared)} · ${shared.readOnly ? vscode.l10n.t("{0}, read-only", environment) : environment}`;
};

/** The whole origin: where what is signed in with will be sent. */
const serverWords = ({ baseUrl }: Pick<SharedConnection, "baseUrl">): string =>
  baseUrl === MOCK_URL ? vscode.l10n.t("bundled mock server") : originOf(baseUrl);

function changeWords(change: Change): string {
  const name = serviceById(change.shared.service)?.info.name ?? "";
  if (change.type === "new") return vscode.l10n.t("{0}, new", name);
  const words: Readonly<Record<Difference, string>> = {
    name: vscode.l10n.t("its name is “{0}” here", clean(change.present.name)),
    environment: vscode.l10n.t("it is {0} here", environmentWords(environmentOf(change.present))),
    readOnly: change.present.readOnly
      ? vscode.l10n.t("it is read-only here, and would no longer be")
      : vscode.l10n.t("it is not read-only here"),
  };
  return vscode.l10n.t("{0}, different: {1}", name, change.in.map(key => words[key]).join("; "));
}

async function agreedTo(chosen: readonly Change[], uri: vscode.Uri): Promise<boolean> {
  const take = vscode.l10n.t("Import");
  const lines = chosen.map(
    change => `${clean(change.shared.name)}: ${whereWords(change.shared)}\n${changeWords(change)}`,
  );
  const answer = await vscode.window.showWarningMessage(
    clean(vscode.l10n.t("Import these connections from {0}?", vscode.workspace.asRelativePath(uri))),
    {
      modal: true,
      detail: [
        ...lines,
        vscode.l10n.t(
          "You are asked to sign in next. What you type goes to these servers: make sure that you know them.",
        ),
      ].join("\n\n"),
    },
    take,
  );
  return answer === take;
}

/** All of them first; then the person signs in, one by one, and may leave the rest for later. */
async function takeOver(parts: Parts, chosen: readonly Change[]): Promise<void> {
  const added: (readonly [Connection, SharedConnection])[] = [];
  for (const change of chosen) {
    const service = serviceById(change.shared.service)?.info;
    if (service === undefined) continue;
    const taken = parts.settings.all().connections.map(({ name }) => name);
    const connection = imported(change, connectionId(randomUUID()), service, taken);
    await parts.settings.save(connection);
    if (change.type === "new") added.push([connection, change.shared]);
  }
  tell(vscode.l10n.t("Imported connections: {0}.", number(chosen.length)));
  await vscode.commands.executeCommand("keyporter.credentials.focus");
  for (const [connection, { signIn }] of added) {
    const title = vscode.l10n.t("Sign In: {0}", clean(connection.name));
    const account = signIn && { method: signIn.method, values: signIn.values };
    if (!(await signInTo(parts, connection, title, account))) break;
  }
}
