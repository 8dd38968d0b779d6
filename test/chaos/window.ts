import { appendFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import * as v from "valibot";
import type * as vscode from "vscode";
import type { Connection } from "../../extension/connections/connection.ts";
import type { Credential } from "../../extension/core/model.ts";
import type { CredentialNode, ConnectionNode, Node } from "../../extension/tree/node.ts";
import { serviceById } from "../../extension/services/catalog.ts";
import type { SignIn } from "../../extension/services/service.ts";
import { type Hands, handsHere, type Page, type Told } from "./hands/place.ts";

/* What a person sees and does in the window that these tests run in. */

export type ServiceId = "confidence" | "octane" | "confluence";

export interface NewConnection {
  readonly id: string;
  readonly service: ServiceId;
  readonly url: string;
  readonly signIn?: SignIn;
  /** Without a sign-in that is stored. */
  readonly signedOut?: boolean;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;

/** The hands on the extension, which is activated where it has not been. */
export async function hands(): Promise<Hands> {
  const { extensions, commands } = await import("vscode");
  await extensions.getExtension("keyporter.keyporter")?.activate();
  await commands.executeCommand("keyporter.credentials.focus");
  return handsHere();
}

/** Says something to whoever looks at the run. */
export function note(line: string): void {
  const file = process.env["KEYPORTER_TEST_NOTES"];
  if (file !== undefined) appendFileSync(file, `${line}\n`);
}

/** Waits for something to be so; fails with a sentence where it is not in time. A busy machine gets much of it. */
export async function until<Value>(
  what: string,
  look: () => Value | undefined | false | Promise<Value | undefined | false>,
  patienceMs = 30_000,
): Promise<Value> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`${what}: not so after ${patienceMs / 1000} s`);
    await delay(15);
  }
}

/** Puts connections into the settings in place of all others, with what they sign in with. */
export async function connect(h: Hands, connections: readonly NewConnection[]): Promise<void> {
  for (const { id, service, url, signIn, signedOut } of connections) {
    const { method, values, secrets } = signIn ?? demoOf(service).signIn;
    const shown = Object.fromEntries(Object.entries(secrets).map(([key, secret]) => [key, secret.reveal()]));
    const stored = { version: 1, origin: new URL(url).origin, method, values, secrets: shown };
    if (signedOut !== true) await h.context.secrets.store(`sign-in:${id}`, JSON.stringify(stored));
  }
  const settings: readonly Partial<Connection>[] = connections.map(({ id, service, url }) => ({
    id: id as Connection["id"],
    name: id,
    service,
    baseUrl: url,
    environment: "test",
    fields: { ...demoOf(service).fields },
  }));
  await h.vscode.workspace
    .getConfiguration("keyporter")
    .update("connections", settings, h.vscode.ConfigurationTarget.Global);
  await until("the rows of the connections", async () => {
    const rows = await connectionRows(h);
    return (
      rows.length === connections.length && rows.every(({ connection }, at) => connection.id === connections[at]?.id)
    );
  });
}

function demoOf(service: ServiceId) {
  const demo = serviceById(service)?.info.demo;
  if (demo === undefined) throw new Error(`there is no demo of ${service}`);
  return demo;
}

async function children(h: Hands, of?: Node): Promise<readonly Node[]> {
  const found = await h.tree.getChildren(of);
  return (found ?? []).filter(isNode);
}

export async function connectionRows(h: Hands): Promise<readonly ConnectionNode[]> {
  return (await children(h)).filter(row => row.type === "connection");
}

export async function connectionRow(h: Hands, id: string): Promise<ConnectionNode> {
  const row = (await connectionRows(h)).find(({ connection }) => connection.id === id);
  if (row === undefined) throw new Error(`there is no connection ${id}`);
  return row;
}

/** Everything below the row of a connection. */
export const rowsOf = async (h: Hands, id: string): Promise<readonly Node[]> => children(h, await connectionRow(h, id));

export const credentialRows = async (h: Hands, id: string): Promise<readonly CredentialNode[]> =>
  (await rowsOf(h, id)).filter(row => row.type === "credential");

export async function credentialRow(h: Hands, id: string, label: string): Promise<CredentialNode | undefined> {
  return (await credentialRows(h, id)).find(({ credential }) => credential.label === label);
}

/** What a row says that there is trouble with its connection; undefined where there is none. */
export async function troubleOf(h: Hands, id: string): Promise<string | undefined> {
  for (const row of await rowsOf(h, id)) {
    if (row.type !== "notice" || row.notice.type !== "failed") continue;
    const item = await h.tree.getTreeItem(row);
    return [labelOf(item), textOf(item.tooltip), item.command?.title ?? ""].join(" | ");
  }
  return undefined;
}

const labelOf = ({ label }: vscode.TreeItem): string => (typeof label === "string" ? label : (label?.label ?? ""));
/** As it is read, without what Markdown needs. */
const textOf = (text: vscode.TreeItem["tooltip"]): string =>
  (typeof text === "string" ? text : (text?.value ?? "")).replace(/&#(\d+);/gu, (_, code: string) =>
    String.fromCharCode(Number(code)),
  );

export async function isLoading(h: Hands, id: string): Promise<boolean> {
  const item = await h.tree.getTreeItem(await connectionRow(h, id));
  return (item.contextValue ?? "").includes(";loading;");
}

/** Runs a command as a menu does. */
export async function run(h: Hands, command: string, row?: Node, selection?: readonly Node[]): Promise<void> {
  await h.vscode.commands.executeCommand(command, row, selection);
}

/** Asks the servers of these connections again, until the rows say that they have answered. */
export async function refreshed(h: Hands, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await run(h, "keyporter.retry", await connectionRow(h, id));
    await until(`rows of ${id}`, async () => !(await isLoading(h, id)));
    const trouble = await troubleOf(h, id);
    if (trouble !== undefined) throw new Error(`${id}: ${trouble}`);
  }
}

/** The tab of this kind that was opened since, once it is there. */
export async function openedPage(h: Hands, viewType: string, before: readonly Page[]): Promise<Page> {
  return until(`a tab ${viewType}`, () =>
    h.pages.findLast(page => page.isOpen && page.viewType === viewType && !before.includes(page)),
  );
}

/** The first message after `from` that a schema takes. */
export function heard<Schema extends v.GenericSchema>(
  page: Page,
  schema: Schema,
  from = 0,
): v.InferOutput<Schema> | undefined {
  for (const message of page.heard.slice(from)) {
    const parsed = v.safeParse(schema, message);
    if (parsed.success) return parsed.output;
  }
  return undefined;
}

export const closePages = (h: Hands): void => {
  for (const page of h.pages) if (page.isOpen) page.close();
};

/** What of it is a failure. */
export const failures = (told: readonly Told[]): readonly Told[] =>
  told.filter(({ kind }) => kind === "error" || kind === "warning" || kind === "page");

/** What happened, and what to do next: two sentences, or a button that does it. */
export const saysNext = ({ text, buttons }: Told): boolean =>
  /[.!?…]["”’)]*\s+\S/u.test(text) || buttons.some(button => button !== "Show Log");

export const labelled = (rows: readonly CredentialNode[], label: string): Credential | undefined =>
  rows.find(({ credential }) => credential.label === label)?.credential;
