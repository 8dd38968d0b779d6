import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import { ServiceError } from "../core/errors.ts";
import { afterOthers } from "./claim.ts";
import { KEY_BYTES, type VaultKey, vaultKey } from "./key.ts";

/** As much of VS Code's SecretStorage as the key needs. */
export interface KeyStorage {
  get(name: string): PromiseLike<string | undefined>;
  store(name: string, value: string): PromiseLike<void>;
}

export interface KeyParts {
  readonly storage: KeyStorage;
  /** Held by the one window that makes the key. */
  readonly claim: string;
  /** Whether a key was made here before, kept apart from the key itself: tells at the next start that the storage keeps nothing. */
  readonly made: { get(): boolean; set(): PromiseLike<void> };
  /**
   * SecretStorage says that it has stored what a crash in the next seconds takes away again (measured: in a browser up to 5 s,
   * on the desktop a tenth of one). A key that was just made is not used before that time has passed.
   */
  readonly settleMs: number;
}

export interface KeptKey {
  readonly key: VaultKey;
  /** `lost`: there was one before, and the storage no longer has it. */
  readonly origin: "kept" | "new" | "lost";
  /** False where the storage does not even give it back now: it ends with this window. */
  readonly isStored: boolean;
  /** When it can be relied on after a crash. */
  readonly settled: Promise<void>;
}

const NAME = "vault-key";
const NAME_UNREADABLE = "vault-key-unreadable";

const envelope = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    version: v.literal(1),
    key: v.pipe(
      v.string(),
      v.transform(text => Buffer.from(text, "base64")),
      v.check(bytes => bytes.length === KEY_BYTES),
    ),
  }),
);

/** The vault's key from the secret storage, made there where it is missing. Of several windows that make it at once, one does. */
export async function keptKey(parts: KeyParts): Promise<KeptKey> {
  const present = await read(parts.storage);
  if (present !== undefined) return kept(present);
  return afterOthers(parts.claim, async () => (await theirs(parts.storage)) ?? make(parts));
}

const theirs = async (storage: KeyStorage): Promise<KeptKey | undefined> => {
  const key = await read(storage);
  return key && kept(key);
};

const kept = (key: Buffer): KeptKey => ({
  key: vaultKey(key),
  origin: "kept",
  isStored: true,
  settled: Promise.resolve(),
});

async function make({ storage, made, settleMs }: KeyParts): Promise<KeptKey> {
  const origin = made.get() ? "lost" : "new";
  const unreadable = await get(storage);
  // Whatever stands there may be a key to somebody.
  if (unreadable !== undefined) await orRefused(() => storage.store(NAME_UNREADABLE, unreadable));
  const bytes = randomBytes(KEY_BYTES);
  await orRefused(() => storage.store(NAME, JSON.stringify({ version: 1, key: bytes.toString("base64") })));
  const back = await read(storage);
  await made.set();
  return {
    // What the storage has now is what other windows will find.
    key: vaultKey(back ?? bytes),
    origin,
    isStored: back !== undefined,
    settled: delay(settleMs, undefined, { ref: false }),
  };
}

async function read(storage: KeyStorage): Promise<Buffer | undefined> {
  const parsed = v.safeParse(envelope, await get(storage));
  return parsed.success ? parsed.output.key : undefined;
}

/** A keyring that is locked has not lost the key: making another one would. */
const get = (storage: KeyStorage): Promise<string | undefined> => orRefused(() => storage.get(NAME));

async function orRefused<Result>(work: () => PromiseLike<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new ServiceError({
      kind: "unavailable",
      message: l10n.t("VS Code's secret storage refuses, and with it Keyporter's vault."),
      hint: l10n.t("Unlock the system's keyring, and try again."),
      cause,
    });
  }
}
