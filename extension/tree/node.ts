import type { Connection } from "../connections/connection.ts";
import type { Misfit } from "../connections/parse-connections.ts";
import type { ServiceError } from "../core/errors.ts";
import type { Credential } from "../core/model.ts";
import type { Urgency, Warning } from "../expiry/urgency.ts";

/** A row of the tree. VS Code hands these objects to the commands of the row's menu. */
export type Node = ConnectionNode | CredentialNode | NoticeNode | MisfitNode | UrgencyNode | SignInNode;

export interface ConnectionNode {
  readonly type: "connection";
  readonly connection: Connection;
}

export interface CredentialNode {
  readonly type: "credential";
  readonly connection: Connection;
  readonly credential: Credential;
  /** It stands among those of other connections. */
  readonly saysConnection?: boolean;
}

/** A heading over rows of all connections that are in the same hurry. */
export interface UrgencyNode {
  readonly type: "urgency";
  readonly urgency: Urgency;
  readonly rows: readonly (CredentialNode | SignInNode)[];
}

/** What a connection signs in with, which has an end of its own. */
export interface SignInNode {
  readonly type: "sign-in";
  readonly connection: Connection;
  readonly urgency: Warning;
  readonly endsAt: Date;
}

/** What is to be said in place of rows, or beside them. */
export interface NoticeNode {
  readonly type: "notice";
  readonly connection: Connection;
  readonly notice: Notice;
  readonly saysConnection?: boolean;
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
