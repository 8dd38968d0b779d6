import type { Secret } from "./secret.ts";

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Ours: a random UUID, made once when a connection is added. */
export type ConnectionId = Branded<"ConnectionId">;
/** The service's own name for a credential: `apiClients/donlangsbyz6iiksdt4c`, `1003`, `admin-key`. */
export type CredentialId = Branded<"CredentialId">;
/** A verb that a service offers on its credentials: `create`, `edit`, `reveal`, `delete`, or one of its own. */
export type ActionId = Branded<"ActionId">;

export const connectionId = (id: string): ConnectionId => id as ConnectionId;
export const credentialId = (id: string): CredentialId => id as CredentialId;
export const actionId = (id: string): ActionId => id as ActionId;

/** The verbs that the interface has commands for; a service may have others, which appear under "More Actions...". */
export const Action = {
  create: actionId("create"),
  edit: actionId("edit"),
  reveal: actionId("reveal"),
  regenerate: actionId("regenerate"),
  revoke: actionId("revoke"),
  delete: actionId("delete"),
  /** Another, later expiration. */
  extend: actionId("extend"),
  turnOn: actionId("turnOn"),
  renew: actionId("renew"),
  turnOff: actionId("turnOff"),
} as const;

/**
 * `expiring` is what the interface makes of `active` when the end is near for the person (expiry/urgency.ts), never a service.
 * `on` and `off` are those of a switch: something that is on for minutes, until `expiresAt`, and is watched while it is.
 */
export type CredentialState = "active" | "expiring" | "expired" | "revoked" | "on" | "off";

/** One thing that lives on a server and lets somebody in. It never holds a secret. */
export interface Credential {
  readonly id: CredentialId;
  /** The service's word for it, as in the middle of a sentence: "API client", "access key", "admin key". */
  readonly kind: string;
  readonly label: string;
  /** The public half, if there is one: safe to show and to copy. */
  readonly clientId?: string;
  /** What the person wrote about it; also searched by the tree's filter. */
  readonly description?: string;
  readonly state: CredentialState;
  /** A few words for the row that the state does not say: "not for your account". */
  readonly remark?: string;
  readonly createdAt?: Date;
  readonly expiresAt?: Date;
  /**
   * Whom it belongs to, by the service's own name for them (`Session.owners` knows who that is); empty where the service tells owners
   * and this one has none. Missing where it tells none.
   */
  readonly owner?: string;
  /** Ordered rows for the detail view. */
  readonly details: readonly Detail[];
  /** What can be done to it now. */
  readonly actions: readonly ActionId[];
}

/** One row of the detail view. `note` is a short remark below the value: where it comes from, what to know about it. */
export interface Detail {
  readonly id: string;
  readonly label: string;
  readonly value: DetailValue;
  readonly note?: string;
}

export type DetailValue =
  | { readonly type: "text"; readonly text: string }
  /** An identifier: monospaced, with a copy button. */
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "date"; readonly date: Date }
  /** Things on the same server. `label` is missing where the server did not tell the name. */
  | { readonly type: "references"; readonly items: readonly Reference[] }
  | { readonly type: "pairs"; readonly pairs: readonly Pair[] }
  /** Where the masked secret stands; the value is asked for with the `reveal` action. */
  | { readonly type: "secret" };

export interface Reference {
  readonly id: string;
  readonly label?: string;
}

export interface Pair {
  readonly key: string;
  readonly value: string;
}

/** A secret that a server gave or accepted, with the credential that it belongs to. */
export interface Issued {
  readonly credential: Credential;
  readonly secret: Secret;
}
