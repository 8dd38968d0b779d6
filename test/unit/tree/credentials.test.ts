import { describe, expect, test } from "vitest";
import { parseConnections } from "../../../extension/connections/parse-connections.ts";
import type { Sessions } from "../../../extension/connections/sessions.ts";
import type { ConnectionSettings } from "../../../extension/connections/settings.ts";
import { Action, type ConnectionId, connectionId, credentialId } from "../../../extension/core/model.ts";
import { confidence } from "../../../extension/services/confidence/index.ts";
import { allowedActions } from "../../../extension/connections/allowed-actions.ts";
import { credentialStore } from "../../../extension/tree/credentials.ts";
import { admin, documented, scene, type Scene, sessionAt, signal } from "../services/confidence/scene.ts";

const ids = [connectionId("one"), connectionId("two")] as const;

/** Two connections whose settings and sessions the test changes as VS Code would. */
function world({ session }: Pick<Scene, "session">) {
  let items: unknown[] = ids.map(id => ({ id, name: id, service: "confidence", baseUrl: "mock:" }));
  const [onSettings, onReset] = [new Set<() => unknown>(), new Set<(id: ConnectionId) => unknown>()];
  const listenTo =
    <Listener>(listeners: Set<Listener>) =>
    (listener: Listener): unknown => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    };
  const settings: unknown = {
    all: () => parseConnections(items),
    find: (id: ConnectionId) => parseConnections(items).connections.find(each => each.id === id),
    onDidChange: listenTo(onSettings),
  };
  const sessions: unknown = { of: () => Promise.resolve(session), onDidReset: listenTo(onReset) };
  const changed: ConnectionId[] = [];
  const store = credentialStore(settings as ConnectionSettings, sessions as Sessions, id => changed.push(id));
  return {
    store,
    changed,
    listeners: () => onSettings.size + onReset.size,
    reset: (id: ConnectionId) => onReset.forEach(tell => tell(id)),
    removeAllBut: (id: ConnectionId) => {
      items = items.filter(item => typeof item === "object" && item !== null && "id" in item && item.id === id);
      onSettings.forEach(tell => tell());
    },
  };
}

describe("what is known of all connections", () => {
  test("is asked for connection by connection, or all at once", async () => {
    const { store, changed } = world(await scene());
    await store.refresh(ids[0]);
    expect(store.listing(ids[0]).all.length).toBe(12);
    expect(store.listing(ids[1]).status).toEqual({ type: "idle" });
    expect(new Set(changed)).toEqual(new Set([ids[0]]));
    await store.refresh();
    expect(store.listing(ids[1]).all.length).toBe(12);
    expect(store.find(ids[1], documented)?.label).toBe("My API Client");
    expect(store.find(ids[1], credentialId("apiClients/none"))).toBeUndefined();
  });

  test("is filtered everywhere, also where it is looked at only later", async () => {
    const { store, removeAllBut } = world(await scene());
    removeAllBut(ids[0]);
    await store.refresh();
    await store.setFilter("  checkout ");
    expect(store.filter).toBe("checkout");
    expect(store.listing(ids[0]).rows.map(({ label }) => label)).toEqual(["Checkout CI"]);
    await expect.poll(() => store.listing(ids[1]).status.type).not.toBe("idle");
    await store.setFilter("");
    expect(store.listing(ids[0]).rows).toHaveLength(12);
  });

  test("is narrowed down with every key, before any server was asked", async () => {
    const { store } = world(await scene());
    await store.refresh();
    store.narrow("checkout");
    for (const id of [ids[0], ids[1]]) {
      expect(store.listing(id).rows.map(({ label }) => label)).toEqual(["Checkout CI"]);
    }
    store.narrow("");
    expect(store.listing(ids[1]).rows).toHaveLength(12);
  });

  test("is forgotten with its connection, and after another sign-in", async () => {
    const { store, reset, removeAllBut } = world(await scene());
    await store.refresh();
    reset(ids[0]);
    expect(store.listing(ids[0]).rows).toEqual([]);
    expect(store.listing(ids[1]).all.length).toBe(12);
    removeAllBut(ids[0]);
    expect(store.find(ids[1], documented)).toBeUndefined();
  });

  test("of a connection that was removed is a failure that says so", async () => {
    const { store, removeAllBut } = world(await scene());
    removeAllBut(ids[0]);
    await store.refresh(ids[1]);
    expect(store.listing(ids[1]).status).toMatchObject({
      type: "failed",
      error: { message: "the connection was removed" },
    });
  });

  test("ends when it is disposed", async () => {
    const { store, listeners } = world(await scene());
    expect(listeners()).toBe(2);
    store.dispose();
    expect(listeners()).toBe(0);
  });
});

describe("what can be done to a credential", () => {
  const [connection] = parseConnections([
    { id: "one", name: "One", service: "confidence", baseUrl: "mock:" },
  ]).connections;

  test("is what its server allows, in the service's order, and on a read-only connection nothing that writes", async () => {
    const { mock } = await scene();
    const credential = await sessionAt(mock.url, admin).session.get(documented, signal);
    if (connection === undefined) throw new Error("no connection");
    expect(allowedActions(confidence, connection, credential)).toEqual([
      Action.edit,
      Action.reveal,
      "grant",
      Action.delete,
    ]);
    expect(allowedActions(confidence, { ...connection, readOnly: true }, credential)).toEqual([Action.reveal]);
    expect(allowedActions(undefined, connection, credential)).toEqual([]);
  });
});
