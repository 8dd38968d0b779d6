import type { Connection } from "../connections/connection.ts";
import type { ActionId, Credential } from "../core/model.ts";
import { serviceById } from "../services/catalog.ts";
import { allowedActions } from "../connections/allowed-actions.ts";
import { type CredentialNode, isNode } from "../tree/node.ts";
import type { Parts } from "./parts.ts";
import { pickConnection } from "./pick-connection.ts";
import { pickInConnection } from "./pick-in-connection.ts";
import { wayBack } from "./way-back.ts";

/** Credentials of one connection. */
export interface Chosen {
  readonly connection: Connection;
  readonly credentials: readonly Credential[];
  /** Brings the person back to where they chose. */
  readonly back?: (() => void) | undefined;
}

type Fits = (connection: Connection, credential: Credential) => boolean;

/** Those that this connection allows one of these actions on. */
export const allowing =
  (...actions: readonly ActionId[]): Fits =>
  (connection, credential) =>
    allowedActions(serviceById(connection.service), connection, credential).some(action => actions.includes(action));

/** Handed over in place of a selection by what can be done to one credential only. */
export const ONLY_ONE = Symbol("only one");

/**
 * The credentials of the rows that a menu handed over (those of the clicked row's connection, if the selection spans several).
 * From the palette, or by a key, the person picks: one, or all that are selected in the tree, which are offered first.
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
  if (first === undefined) {
    const picked = await pick(parts, title, fits, selection !== ONLY_ONE);
    return picked && { ...picked, back: wayBack(parts, row) };
  }
  const { connection } = first;
  const own = nodes.filter(node => node.connection.id === connection.id);
  const credentials = freshOf(parts, own).filter(credential => fits(connection, credential));
  return { connection, credentials, back: wayBack(parts, row) };
}

/** As they are known now: a row may have been drawn a while ago. */
const freshOf = ({ view }: Parts, rows: readonly CredentialNode[]): readonly Credential[] =>
  rows.map(({ connection, credential }) => view.credentials.find(connection.id, credential.id) ?? credential);

const isCredential = (value: unknown): value is CredentialNode => isNode(value) && value.type === "credential";

/** Picks where rows are selected in the tree, or else in a connection that the person picks first. */
async function pick(parts: Parts, title: string, fits: Fits, many: boolean): Promise<Chosen | undefined> {
  const rows = parts.view.selection.filter(isCredential);
  const looked = rows.find(row => fits(row.connection, row.credential))?.connection;
  for (let next = looked ?? (await pickConnection(parts, title)); next !== undefined;) {
    const connection = next;
    const own = rows.filter(row => row.connection.id === connection.id);
    const picked = await pickInConnection(parts, connection, {
      title,
      fits: credential => fits(connection, credential),
      selected: freshOf(parts, own),
      many,
    });
    if (picked === undefined) return undefined;
    if (picked !== "elsewhere") return { connection, credentials: picked };
    next = await pickConnection(parts, title);
  }
  return undefined;
}
