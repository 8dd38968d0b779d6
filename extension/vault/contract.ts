import type { ConnectionId, CredentialId, Issued } from "../core/model.ts";
import type { Secret } from "../core/secret.ts";
import type { Intent } from "../services/service.ts";
import type { EntryId } from "./entry.ts";

/* What the vault says about secrets, to whoever asks. */

/** The setting `keyporter.vault.keep`: how long the value of a secret stays. */
export type Keep = "untilDelivered" | "always" | "never";

/** What the vault knows about the newest secret of a credential. */
export interface Kept {
  readonly label: string;
  readonly clientId?: string;
  readonly issuedAt: Date;
  /** Missing where only a fingerprint is left. */
  readonly secret?: Secret;
  /** `window`: in memory, and gone with it; `vault`: on disk. */
  readonly where: "vault" | "window" | "nowhere";
  readonly delivered?: { readonly to: string; readonly at: Date };
}

/** Something was about to be done, and nobody has said whether it was. */
export interface Unconfirmed {
  readonly entry: EntryId;
  readonly connectionId: ConnectionId;
  readonly server: string;
  readonly begunAt: Date;
  readonly intent: Intent;
  /** The window that does it still runs, and may yet hear the answer. */
  readonly underWay: boolean;
}

/** Recognises copies of a secret whose value may be long gone. */
export interface Fingerprint {
  /** The secret's own: another secret of the same credential has another one. */
  readonly entry: EntryId;
  readonly connectionId: ConnectionId;
  readonly credentialId: CredentialId;
  readonly label: string;
  readonly clientId?: string;
  readonly issuedAt: Date;
  /** In UTF-16 units. */
  readonly length: number;
  /** Whether a text is exactly the secret. */
  matches(text: string): boolean;
}

/** A place in a text where a secret stands. */
export interface Copy {
  readonly fingerprint: Fingerprint;
  /** In UTF-16 units. */
  readonly start: number;
}

/** Recognises copies of all secrets that the vault knows. */
export interface Recogniser {
  readonly fingerprints: readonly Fingerprint[];
  /** In the order of the text; for many secrets hardly slower than for one. */
  copiesIn(text: string): readonly Copy[];
}

export interface VaultStore {
  /** On disk once this resolves. Throws a `ServiceError` where that can't be: then nothing may be sent. */
  begin(connectionId: ConnectionId, intent: Intent, server: string): Promise<EntryId>;
  /** The secret is there. Without an entry where nobody announced it. */
  issued(
    entry: EntryId | undefined,
    connectionId: ConnectionId,
    issued: Issued,
    proof: "proved" | "unproved",
  ): Promise<void>;
  /** No answer came: whoever asks next may settle it. */
  uncertain(entry: EntryId): Promise<void>;
  /** It is certain that there is no secret: the entry goes. */
  notDone(entry: EntryId): Promise<void>;
  /** One window at a time finds out what became of an entry; undefined where another one is at it. */
  settling<Result>(entry: EntryId, work: () => Promise<Result>): Promise<Result | undefined>;
  find(connectionId: ConnectionId, credentialId: CredentialId): Promise<Kept | undefined>;
  delivered(connectionId: ConnectionId, credentialId: CredentialId, to: string): Promise<void>;
  forget(connectionId: ConnectionId, credentialId: CredentialId): Promise<void>;
  unconfirmed(): Promise<readonly Unconfirmed[]>;
  fingerprints(): Promise<readonly Fingerprint[]>;
  /** Knows no secret where there is none; a vault without entries needs no key for that. */
  recogniser(): Promise<Recogniser>;
}

/** What was found and set aside, to be told once. */
export type Notice =
  | { readonly type: "damaged"; readonly files: readonly string[] }
  | { readonly type: "other-key"; readonly files: readonly string[] };
