import { describe, expect, test } from "vitest";
import type { Disposable, SecretStorage } from "vscode";
import type { Connection } from "../../../extension/connections/connection.ts";
import { signInStore } from "../../../extension/connections/sign-ins.ts";
import { connectionId } from "../../../extension/core/model.ts";
import { Secret } from "../../../extension/core/secret.ts";

const connection: Connection = {
  id: connectionId("c-1"),
  name: "EU",
  service: "confidence",
  baseUrl: "https://iam.eu.confidence.dev",
  environment: "production",
  readOnly: false,
  fields: {},
};
const signIn = { method: "client", values: { clientId: "id" }, secrets: { clientSecret: new Secret("s3cret-s3cret") } };

/** As VS Code's: keys and texts, with an event for each change. */
function memory(): SecretStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  const listeners = new Set<(event: { key: string }) => unknown>();
  const tell = (key: string): void => listeners.forEach(listener => listener({ key }));
  return {
    kept,
    keys: () => Promise.resolve([...kept.keys()]),
    get: key => Promise.resolve(kept.get(key)),
    store: (key, value) => {
      kept.set(key, value);
      tell(key);
      return Promise.resolve();
    },
    delete: key => {
      kept.delete(key);
      tell(key);
      return Promise.resolve();
    },
    onDidChange: listener => {
      listeners.add(listener);
      const stop: unknown = { dispose: () => listeners.delete(listener) };
      return stop as Disposable;
    },
  };
}

describe("a stored sign-in", () => {
  test("comes back as it was saved, its secret wrapped", async () => {
    const store = signInStore(memory());
    await store.save(connection, signIn);
    const loaded = await store.load(connection);
    expect(loaded).toMatchObject({ type: "found", signIn: { method: "client", values: { clientId: "id" } } });
    if (loaded.type !== "found") return;
    expect(loaded.signIn.secrets["clientSecret"]?.reveal()).toBe("s3cret-s3cret");
    expect(JSON.stringify(loaded)).not.toContain("s3cret-s3cret");
  });

  test("is good for another path of the same origin, and for no other origin", async () => {
    const store = signInStore(memory());
    await store.save(connection, signIn);
    expect((await store.load({ ...connection, baseUrl: `${connection.baseUrl}/gateway` })).type).toBe("found");
    for (const baseUrl of [
      "https://iam.us.confidence.dev",
      "https://iam.eu.confidence.dev:8443",
      "mock:",
      "http://localhost:1",
    ]) {
      expect(await store.load({ ...connection, baseUrl })).toEqual({
        type: "other-origin",
        origin: "https://iam.eu.confidence.dev",
      });
    }
  });

  test("of the bundled mock holds wherever that listens", async () => {
    const store = signInStore(memory());
    await store.save({ ...connection, baseUrl: "mock:" }, signIn);
    expect((await store.load({ ...connection, baseUrl: "mock:" })).type).toBe("found");
  });

  test("belongs to one connection", async () => {
    const store = signInStore(memory());
    await store.save(connection, signIn);
    expect(await store.load({ ...connection, id: connectionId("c-2") })).toEqual({ type: "missing" });
  });

  test("is gone after it was removed", async () => {
    const storage = memory();
    const store = signInStore(storage);
    await store.save(connection, signIn);
    await store.remove(connection.id);
    expect(await store.load(connection)).toEqual({ type: "missing" });
    expect(storage.kept.size).toBe(0);
  });

  test.each([
    "",
    "{",
    "null",
    '{"version":2}',
    '{"version":1,"origin":"x","method":"client","values":{},"secrets":{"a":1}}',
  ])("that can't be read is damaged, not missing: %s", async content => {
    const storage = memory();
    const store = signInStore(storage);
    await store.save(connection, signIn);
    for (const key of storage.kept.keys()) storage.kept.set(key, content);
    expect(await store.load(connection)).toEqual({ type: "damaged" });
  });

  test("tells of its changes, also of another window's, and not of other secrets", async () => {
    const storage = memory();
    const store = signInStore(storage);
    const changed: string[] = [];
    store.onDidChange(id => changed.push(id));
    await store.save(connection, signIn);
    await storage.store("something else", "x");
    await store.remove(connection.id);
    expect(changed).toEqual(["c-1", "c-1"]);
  });
});
