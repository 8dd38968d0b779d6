import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { describeError } from "../../../extension/core/errors.ts";
import { keptKey } from "../../../extension/vault/key-storage.ts";
import { failure } from "../core/failure.ts";
import { scene } from "./scene.ts";

describe("the vault's key", () => {
  test("is made once, and found afterwards", async () => {
    const { keyParts } = await scene();
    const made = await keptKey(keyParts());
    const found = await keptKey(keyParts());
    expect([made.origin, found.origin]).toEqual(["new", "kept"]);
    expect(found.key.id).toBe(made.key.id);
  });

  test("that the storage no longer has is said to be lost, not new", async () => {
    const { keyParts, storage } = await scene();
    await keptKey(keyParts());
    storage.values.clear();
    expect((await keptKey(keyParts())).origin).toBe("lost");
  });

  test("is not relied on before a crash could no longer take it away", async () => {
    const { keyParts } = await scene();
    const started = performance.now();
    await (
      await keptKey({ ...keyParts(), settleMs: 60 })
    ).settled;
    expect(performance.now() - started).toBeGreaterThanOrEqual(55);
  });

  test("works for the session where the storage keeps nothing at all, and that is said", async () => {
    const { keyParts } = await scene();
    const nothing = { get: async () => undefined, store: async () => undefined };
    const kept = await keptKey({ ...keyParts(), storage: nothing });
    expect(kept.isStored).toBe(false);
    expect(kept.key.open(kept.key.seal("text", "bound"), "bound")).toBe("text");
  });

  test("that can't be read now is not replaced by another", async () => {
    const { keyParts, storage } = await scene();
    await keptKey(keyParts());
    const before = storage.values.get("vault-key");
    const locked = { ...storage, get: () => Promise.reject(new Error("locked")) };
    const error = await failure(keptKey({ ...keyParts(), storage: locked }));
    expect(describeError(error)).toContain("Unlock the system's keyring");
    expect(storage.values.get("vault-key")).toBe(before);
  });

  test("that is not one is kept beside the new one", async () => {
    const { keyParts, storage } = await scene();
    storage.values.set("vault-key", "of a later version?");
    await keptKey(keyParts());
    expect(storage.values.get("vault-key-unreadable")).toBe("of a later version?");
  });

  test("opens nothing that is bound to something else, and nothing of another key", async () => {
    const { keyParts } = await scene();
    const { key } = await keptKey(keyParts());
    const other = await scene();
    const { key: another } = await keptKey(other.keyParts());
    const sealed = key.seal("text", "here");
    expect([key.open(sealed, "here"), key.open(sealed, "there"), another.open(sealed, "here")]).toEqual([
      "text",
      undefined,
      undefined,
    ]);
  });

  test("leaves no claim behind", async () => {
    const { keyParts } = await scene();
    await keptKey(keyParts());
    await expect(readFile(keyParts().claim)).rejects.toThrow("ENOENT");
  });
});
