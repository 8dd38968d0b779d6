import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Action, connectionId, type Credential, credentialId, type Issued } from "../../../extension/core/model.ts";
import { Secret } from "../../../extension/core/secret.ts";
import type { Intent } from "../../../extension/services/service.ts";
import type { Keep, Notice, VaultStore } from "../../../extension/vault/contract.ts";
import { keptKey, type KeyParts, type KeyStorage } from "../../../extension/vault/key-storage.ts";
import { vaultStore } from "../../../extension/vault/store.ts";

export const connection = connectionId("c-1");
export const SERVER = "https://octane.test";
/** Nowhere on disk in plain. */
export const CANARY = "Canary-7h15-15-4-53cr37!";

export const intent: Intent = {
  action: Action.create,
  label: "myKey03",
  secret: new Secret(CANARY),
  facts: { at: "1", constructor: "kept" },
};

export const issuedOf = (id = "1003", secret = CANARY): Issued => {
  const credential: Credential = {
    id: credentialId(id),
    kind: "API access key",
    label: "myKey03",
    clientId: `myKey03_${id}`,
    state: "active",
    details: [],
    actions: [],
  };
  return { credential, secret: new Secret(secret) };
};

/** A secret storage in memory that answers as late as one in another process. */
export function memoryStorage(): KeyStorage & { readonly values: Map<string, string> } {
  const values = new Map<string, string>();
  const later = () => new Promise(resolve => setTimeout(resolve, 2));
  return {
    values,
    async get(name) {
      await later();
      return values.get(name);
    },
    async store(name, value) {
      await later();
      values.set(name, value);
    },
  };
}

export interface Scene {
  readonly folder: string;
  readonly storage: ReturnType<typeof memoryStorage>;
  readonly notices: Notice[];
  readonly keyParts: () => KeyParts;
  /** Another window on the same folder, or the next one after a crash. */
  readonly window: (keep?: Keep) => VaultStore;
  readonly files: (under?: string) => Promise<readonly string[]>;
  readonly change: (name: string, edit: (text: string) => string) => Promise<void>;
}

/** A folder and a secret storage of this test's own. */
export async function scene(): Promise<Scene> {
  const root = await mkdtemp(join(tmpdir(), "keyporter-vault-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = join(root, "vault");
  const storage = memoryStorage();
  const notices: Notice[] = [];
  let wasMade = false;
  const keyParts = (): KeyParts => ({
    storage,
    claim: join(folder, "making-key"),
    made: { get: () => wasMade, set: async () => void (wasMade = true) },
    settleMs: 0,
  });
  return {
    folder,
    storage,
    notices,
    keyParts,
    window(keep = "untilDelivered") {
      let key: ReturnType<typeof keptKey> | undefined;
      return vaultStore({
        folder,
        key: () =>
          (key ??= keptKey(keyParts()).catch((error: unknown) => {
            key = undefined;
            throw error;
          })),
        keep: () => keep,
        notice: notice => notices.push(notice),
      });
    },
    files: async (under = "") =>
      (await readdir(join(folder, under)).catch(() => [])).filter(name => name.endsWith(".json")),
    change: async (name, edit) => {
      await writeFile(join(folder, name), edit(await readFile(join(folder, name), "utf8")));
    },
  };
}
