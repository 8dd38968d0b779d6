import type { ActionId, ConnectionId, Credential } from "../../core/model.ts";
import type { Secret } from "../../core/secret.ts";
import type { SentAction, Where } from "../messages.ts";
import type { DetailsRef } from "./ref.ts";

/** Where a secret is kept, and what can be done about that. */
export interface SecretPlace {
  readonly note: string;
  /** Its value is there; otherwise no more than a fingerprint is left. */
  readonly isThere: boolean;
  readonly actions: readonly SentAction[];
}

/** What the details tabs need of the rest of the extension. */
export interface DetailsBackend {
  /** Undefined where the connection is gone. */
  where(ref: DetailsRef): Where | undefined;
  /** What the tree has; shown at once while `get` runs. */
  known(ref: DetailsRef): Credential | undefined;
  get(ref: DetailsRef, signal: AbortSignal): Promise<Credential>;
  /** The clock of its server; this machine's where it is not known. */
  now?(ref: DetailsRef): Date;
  actions(ref: DetailsRef, credential: Credential): readonly SentAction[];
  /** Throws a `ServiceError` where there is none. */
  reveal(ref: DetailsRef, signal: AbortSignal): Promise<Secret>;
  /** Undefined where nothing is known of it on this side. */
  secretPlace?(ref: DetailsRef): Promise<SecretPlace | undefined>;
  /** One of `SecretPlace.actions`. */
  runOnSecret?(ref: DetailsRef, action: string): Promise<void>;
  /** For public values. */
  copyText(text: string): Promise<void>;
  /** The backend clears the clipboard later. */
  copySecret(ref: DetailsRef, signal: AbortSignal): Promise<void>;
  run(ref: DetailsRef, action: ActionId): Promise<void>;
  /** Missing where there is nothing to read. */
  openDocumentation?(ref: DetailsRef): Promise<void>;
  /** Credentials of this connection changed: open pages fetch theirs again. Must not fire because of `get`. */
  readonly onDidChange: (listener: (connection: ConnectionId) => void) => { dispose(): void };
}
