import * as vscode from "vscode";
import type { Connection } from "../connections/connection.ts";
import type { ActionId, Credential } from "../core/model.ts";
import { clean } from "../core/clean-text.ts";
import { serviceById } from "../services/catalog.ts";
import { allowedActions } from "../connections/allowed-actions.ts";
import { type CredentialNode, isNode } from "../tree/node.ts";
import type { Parts } from "./parts.ts";
import { pickConnection } from "./pick-connection.ts";

/** Credentials of one connection. */
export interface Chosen {
  readonly connection: Connection;
  readonly credentials: readonly Credential[];
}

type Fits = (connection: Connection, credential: Credential) => boolean;

/** Those that this connection allows one of these actions on. */
export const allowing =
  (...actions: readonly ActionId[]): Fits =>
  (connection, credential) =>
    allowedActions(serviceById(connection.service), connection, credential).some(action => actions.includes(action));

/**
 * The credentials of the rows that a menu handed over (those of the clicked row's connection, if the selection spans several).
 * From the palette the person picks one; what is selected in the tree is offered first.
 */
export async function chosenCredentials(
  parts: Parts,
  row: unknown,
  selection: unknown,
  title: string,
  fits: Fits = () => true,
): Promise<Chosen | undefined> {
  const clicked = isCredential(row) ? row : undefined;
  const selected = Array.isArray(selection) ? selection.filter(isCredential) : [];
  const nodes = selected.some(({ credential }) => credential.id === clicked?.credential.id)
    ? selected
    : clicked === undefined
      ? []
      : [clicked];
  const [first] = nodes;
  if (first === undefined) return pick(parts, title, fits);
  const { connection } = first;
  const credentials = nodes
    .filter(node => node.connection.id === connection.id)
    .map(({ credential }) => parts.view.credentials.find(connection.id, credential.id) ?? credential)
    .filter(credential => fits(connection, credential));
  return { connection, credentials };
}

const isCredential = (value: unknown): value is CredentialNode => isNode(value) && value.type === "credential";

/** Picks one; what is not loaded yet is found by typing, and rows appear as they arrive. */
async function pick(parts: Parts, title: string, fits: Fits): Promise<Chosen | undefined> {
  const connection = await pickConnection(parts, title);
  if (connection === undefined) return undefined;
  const listing = parts.view.credentials.listing(connection.id);
  const quickPick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly credential: Credential }>();
  quickPick.title = title;
  quickPick.placeholder = vscode.l10n.t("Which one?");
  quickPick.matchOnDescription = true;

  const selected = new Set(parts.view.selection.filter(isCredential).map(({ credential }) => credential.id));
  const show = (): void => {
    quickPick.items = listing.rows
      .filter(credential => fits(connection, credential))
      .map(credential => ({
        label: clean(credential.label),
        description: clean(credential.clientId ?? credential.id),
        credential,
      }));
    const active = quickPick.items.find(({ credential }) => selected.has(credential.id));
    if (active !== undefined && quickPick.value === "") quickPick.activeItems = [active];
    quickPick.busy = listing.status.type === "loading";
    if (listing.status.type === "failed") quickPick.placeholder = listing.status.error.message;
  };
  show();
  const changes = parts.view.onDidChange(id => {
    if (id === connection.id) show();
  });
  if (listing.status.type === "idle" || listing.status.type === "failed") void listing.refresh();
  try {
    const credential = await new Promise<Credential | undefined>(resolve => {
      quickPick.onDidAccept(() => resolve(quickPick.activeItems[0]?.credential));
      quickPick.onDidHide(() => resolve(undefined));
      quickPick.show();
    });
    return credential === undefined ? undefined : { connection, credentials: [credential] };
  } finally {
    changes.dispose();
    quickPick.dispose();
  }
}
