import type { Connection } from "../connections/connection.ts";
import type { SignIns } from "../connections/sign-ins.ts";
import type { FormValues } from "../core/form.ts";
import type { ActionId, ConnectionId, CredentialId } from "../core/model.ts";
import type { Secret } from "../core/secret.ts";
import type { Outcome, Session, SignIn } from "../services/service.ts";
import type { VaultStore } from "../vault/contract.ts";
import type { Plans } from "./plan-files.ts";

/** What a rotation works with. */
export interface RotationParts {
  readonly plans: Plans;
  /** Throws where it is gone. */
  connection(id: ConnectionId): Connection;
  session(connection: Connection): Promise<Session>;
  /** A session that tries a sign-in which is not stored. */
  trial(connection: Connection, signIn: SignIn): Promise<Session>;
  /** The one way in which a server is changed, with the vault told before. */
  perform(
    ref: { readonly connectionId: ConnectionId; readonly action: ActionId; readonly id?: CredentialId },
    input: FormValues,
    signal: AbortSignal,
  ): Promise<Outcome>;
  /** Throws where it can't be had. */
  secret(connectionId: ConnectionId, id: CredentialId, signal: AbortSignal): Promise<Secret>;
  readonly vault: Pick<VaultStore, "unconfirmed" | "fingerprints" | "find">;
  readonly signIns: Pick<SignIns, "load" | "save">;
}
