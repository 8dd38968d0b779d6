import { join } from "node:path";
import * as vscode from "vscode";
import { clean } from "../core/clean-text.ts";
import { describeError } from "../core/errors.ts";
import type { Disposable } from "../core/disposable.ts";
import type { ConnectionId } from "../core/model.ts";
import { redact } from "../core/redact.ts";
import { type KeptKey, keptKey, type KeyStorage } from "./key-storage.ts";
import type { Keep, Notice, VaultStore } from "./contract.ts";
import { vaultStore } from "./store.ts";

export type { EntryId } from "./entry.ts";
export type { Copy, Fingerprint, Keep, Kept, Recogniser, Unconfirmed } from "./contract.ts";

/** The secrets that were issued here, on disk and encrypted, from before they exist until they are delivered. */
export interface Vault extends VaultStore, Disposable {
  /** Makes the key, so that it has been kept for long when it is needed. */
  prepare(): void;
  /** Something about the secrets of this connection is another now; only what this window did. */
  readonly onDidChange: vscode.Event<ConnectionId>;
  /** A secret is where it is needed, by what this window did. */
  readonly onDidDeliver: vscode.Event<void>;
  /** An answer was lost in this window. */
  readonly onDidBecomeUncertain: vscode.Event<void>;
}

export interface VaultParts {
  /** The extension's own, on this machine. */
  readonly folder: string;
  readonly secrets: KeyStorage;
  readonly state: Pick<vscode.Memento, "get" | "update">;
  readonly log: Pick<vscode.LogOutputChannel, "info" | "warn">;
  /** `KeyParts.settleMs`; tests make it short. */
  readonly settleMs?: number;
}

const KEY_MADE = "vault.keyMade";
/** In a browser the storage is on disk after 5 s (measured in VS Code 1.139). */
const SETTLE_MS = 8000;
const KEEPS: readonly Keep[] = ["untilDelivered", "always", "never"];

const keepSetting = (): Keep => {
  const value: unknown = vscode.workspace.getConfiguration("keyporter").get("vault.keep");
  return KEEPS.find(keep => keep === value) ?? "untilDelivered";
};

/** The vault of this person on this machine; all windows share its folder. */
export function createVault({ folder, secrets, state, log, settleMs = SETTLE_MS }: VaultParts): Vault {
  const path = join(folder, "vault");
  const changed = new vscode.EventEmitter<ConnectionId>();
  const delivered = new vscode.EventEmitter<void>();
  const becameUncertain = new vscode.EventEmitter<void>();
  let underway: Promise<KeptKey> | undefined;

  const warn = (message: string): void => {
    log.warn(redact(message));
    void vscode.window.showWarningMessage(clean(message));
  };

  /** Once for each window; a failure is not kept. */
  const key = (): Promise<KeptKey> => {
    underway ??= keptKey({
      storage: secrets,
      claim: join(path, "making-key"),
      made: {
        get: () => state.get<unknown>(KEY_MADE) === true,
        set: () => state.update(KEY_MADE, true),
      },
      settleMs,
    }).then(
      kept => {
        if (kept.origin === "lost" || !kept.isStored) warn(noKeyring());
        return kept;
      },
      (error: unknown) => {
        underway = undefined;
        throw error;
      },
    );
    return underway;
  };

  const store = vaultStore({
    folder: path,
    key,
    keep: keepSetting,
    notice: notice => warn(noticeWords(notice)),
  });

  return {
    ...store,
    async issued(entry, connectionId, issued, proof) {
      // The secret is there, and in this window's memory: the disk must not keep it from the person.
      await store.issued(entry, connectionId, issued, proof).catch((error: unknown) => warn(notKept(error)));
      changed.fire(connectionId);
    },
    async uncertain(entry) {
      await store.uncertain(entry).finally(() => becameUncertain.fire());
    },
    async delivered(connectionId, credentialId, to) {
      await store.delivered(connectionId, credentialId, to);
      changed.fire(connectionId);
      delivered.fire();
    },
    async forget(connectionId, credentialId) {
      await store.forget(connectionId, credentialId);
      changed.fire(connectionId);
    },
    prepare() {
      key().catch((error: unknown) => log.warn(redact(describeError(error))));
    },
    onDidChange: changed.event,
    onDidDeliver: delivered.event,
    onDidBecomeUncertain: becameUncertain.event,
    dispose() {
      changed.dispose();
      delivered.dispose();
      becameUncertain.dispose();
    },
  };
}

/** The storage gave no key although one was made: a keyring that was reset and none at all look the same from here. */
const noKeyring = (): string =>
  vscode.l10n.t(
    "VS Code no longer has the key of Keyporter's vault. If this machine has no keyring, this happens at each start, and secrets that Keyporter keeps now end with this window: save each where it is needed. If the keyring was reset, go on; a new key has been made.",
  );

function noticeWords({ type, files }: Notice): string {
  const [first = ""] = files;
  return type === "damaged"
    ? vscode.l10n.t(
        "Entries of Keyporter's vault that are damaged and were set aside: {0}. The first: {1}",
        files.length,
        first,
      )
    : vscode.l10n.t(
        "Entries of Keyporter's vault that were encrypted with a key that is gone, and were set aside: {0}. They come back with that key. The first: {1}",
        files.length,
        first,
      );
}

const notKept = (error: unknown): string =>
  vscode.l10n.t(
    "The new secret could not be written into Keyporter's vault ({0}). It is kept until this window closes: save it now.",
    describeError(error),
  );
