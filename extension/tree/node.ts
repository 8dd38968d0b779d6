import type { Connection } from "../connections/connection.ts";
import type { Misfit } from "../connections/parse-connections.ts";
import type { ServiceError } from "../core/errors.ts";
import type { Credential } from "../core/model.ts";

/** A row of the tree. VS Code hands these objects to the commands of the row's menu. */
export type Node = ConnectionNode | CredentialNode | NoticeNode | MisfitNode;

export interface ConnectionNode {
  readonly type: "connection";
  readonly connection: Connection;
}

export interface CredentialNode {
  readonly type: "credential";
  readonly connection: Connection;
  readonly credential: Credential;
}

/** What is to be said in place of rows, or beside them. */
export interface NoticeNode {
  readonly type: "notice";
  readonly connection: Connection;
  readonly notice: Notice;
}

export type Notice =
  | { readonly type: "loading" }
  | { readonly type: "empty" }
  | { readonly type: "nothing-matches"; readonly search: string }
  | { readonly type: "failed"; readonly error: ServiceError; readonly rowsAreOld: boolean }
  | { readonly type: "more"; readonly loaded: number }
  /** All rows are revoked or expired, and those are hidden. */
  | { readonly type: "all-hidden"; readonly count: number };

/** An element of the setting that is no connection. */
export interface MisfitNode {
  readonly type: "misfit";
  readonly misfit: Misfit;
}

const nodes = new WeakSet<object>();

/** Marks a node as ours, so that what a menu hands to a command can be told from what another extension makes up. */
export function node<Kind extends Node>(made: Kind): Kind {
  nodes.add(made);
  return made;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && nodes.has(value);
