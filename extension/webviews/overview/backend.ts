import type { ConnectionId, CredentialId } from "../../core/model.ts";
import type { Known } from "../../overview/counted.ts";
import type { Where } from "../messages.ts";

/** How much is known of a connection. */
export type Reading =
  | { readonly type: "waiting" }
  | { readonly type: "loading" }
  /** `more`: the server has more than was asked for. */
  | { readonly type: "complete"; readonly more: boolean }
  | { readonly type: "failed"; readonly message: string; readonly signedOut: boolean };

export interface Looked extends Known {
  readonly where: Where;
  readonly reading: Reading;
}

/** What the overview needs of the rest of the extension. */
export interface OverviewBackend {
  /** All connections with what is known of them now. Begins to ask for what nobody has asked for yet, without waiting for it. */
  look(): readonly Looked[];
  /** Somebody begins to look: what is not in any list is looked up again. */
  begin(): void;
  warnDays(): number;
  /** Asks all servers again. */
  refresh(): Promise<void>;
  retry(connection: ConnectionId): Promise<void>;
  /** Goes on to the server's last row. */
  loadAll(connection: ConnectionId): Promise<void>;
  signIn(connection: ConnectionId): Promise<void>;
  addConnection(): Promise<void>;
  openDetails(connection: ConnectionId, id: CredentialId): void;
  /** Something that `look` tells is another now; often. */
  readonly onDidChange: (listener: () => void) => { dispose(): void };
}
