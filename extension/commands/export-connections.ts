import * as vscode from "vscode";
import { hostOf } from "../connections/base-url.ts";
import { type Connection, environmentOf } from "../connections/connection.ts";
import { environmentWords } from "../connections/environment-words.ts";
import { clean } from "../core/clean-text.ts";
import { number } from "../core/local.ts";
import { serviceById } from "../services/catalog.ts";
import { type Account, connectionFileText, FILE_NAME } from "../teams/connection-file.ts";
import type { Command, Parts } from "./parts.ts";
import { pickConnection } from "./pick-connection.ts";
import { offerToOpen, saveTarget } from "./save-file.ts";

/** Connections in a file for others: never a secret, and of accounts only what the person ticks. */
export const exportConnections: Command = {
  id: "keyporter.exportConnections",
  async run(parts) {
    const title = vscode.l10n.t("Export Connections");
    const { connections } = parts.settings.all();
    if (connections.length === 0) {
      await pickConnection(parts, title);
      return;
    }
    const chosen = connections.length === 1 ? connections : await pickSome(title, connections);
    if (chosen === undefined || chosen.length === 0) return;
    const accounts = await pickAccounts(title, await accountsOf(parts, chosen));
    if (accounts === undefined) return;
    const target = await saveTarget(title, FILE_NAME, { extension: "json", name: "JSON" });
    if (target === undefined) return;
    const text = connectionFileText(chosen.map(connection => [connection, accountOf(connection, accounts)]));
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    await offerToOpen(
      target,
      vscode.l10n.t("Exported connections: {0}. There is no secret in the file.", number(chosen.length)),
    );
  },
};

async function pickSome(title: string, connections: readonly Connection[]): Promise<readonly Connection[] | undefined> {
  const items = connections.map(connection => ({
    label: clean(connection.name),
    description: `${environmentWords(environmentOf(connection))} · ${hostOf(connection.baseUrl)}`,
    picked: true,
    connection,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t("Which connections? What signs in there is never exported."),
    canPickMany: true,
    matchOnDescription: true,
  });
  return picked?.map(({ connection }) => connection);
}

/** Something that a connection signs in with and that is no secret. */
interface Value {
  readonly connection: Connection;
  readonly method: string;
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** A client ID is a program's; every other name may be a person's, and goes along only where they say so. */
const isOfProgram = ({ key }: Value): boolean => key === "clientId";

async function accountsOf(parts: Parts, connections: readonly Connection[]): Promise<readonly Value[]> {
  const found = await Promise.all(connections.map(connection => valuesOf(parts, connection)));
  return found.flat();
}

async function valuesOf(parts: Parts, connection: Connection): Promise<readonly Value[]> {
  const stored = await parts.signIns.load(connection).catch(() => undefined);
  if (stored?.type !== "found") return [];
  const { method: id, values } = stored.signIn;
  const method = serviceById(connection.service)?.info.signInMethods.find(each => each.id === id);
  // By the service's own word on what is a text; on which day a sign-in ends is about this person's only.
  return (method?.fields ?? []).flatMap(field => {
    const value = values[field.key] ?? "";
    const counts = field.type === "text" && field.key !== method?.endsField && value !== "";
    return counts ? [{ connection, method: id, key: field.key, label: field.label, value }] : [];
  });
}

async function pickAccounts(title: string, values: readonly Value[]): Promise<readonly Value[] | undefined> {
  if (values.length === 0) return [];
  const items = values.map(value => ({
    label: clean(value.value),
    description: `${value.label} · ${clean(value.connection.name)}`,
    picked: isOfProgram(value),
    value,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t(
      "Which of these names go along? None is needed; a person's are left out unless you tick them.",
    ),
    canPickMany: true,
  });
  return picked?.map(({ value }) => value);
}

function accountOf(connection: Connection, values: readonly Value[]): Account | undefined {
  const own = values.filter(value => value.connection.id === connection.id);
  const [first] = own;
  return first && { method: first.method, values: own.map(({ key, value }) => ({ key, value })) };
}
