import { expect, test } from "vitest";
import { connectionId, credentialId } from "../../../extension/core/model.ts";
import { rememberedNames } from "../../../extension/delivery/remembered-names.ts";

/** What VS Code keeps for a workspace: values that survive being written as JSON. */
function memento(kept?: unknown) {
  const state = new Map<string, unknown>(kept === undefined ? [] : [["keyporter.variableNames", kept]]);
  return {
    keys: () => [...state.keys()],
    get: (key: string, fallback?: unknown): unknown => state.get(key) ?? fallback,
    update: async (key: string, value: unknown): Promise<void> =>
      void state.set(key, JSON.parse(JSON.stringify(value))),
  } as Parameters<typeof rememberedNames>[0];
}

const [connection, credential] = [connectionId("c-1"), credentialId("constructor")];
const names = { clientId: "A_ID", secret: "A_SECRET" };

test("names are kept by connection and credential, the newest counts", async () => {
  const remembered = rememberedNames(memento());
  expect(remembered.of(connection, credential)).toBeUndefined();
  expect(remembered.orSuggested(connection, { id: credential, label: "My job" }).secret).toBe("MY_JOB_CLIENT_SECRET");
  await remembered.remember(connection, credential, { clientId: "OLD_ID", secret: "OLD_SECRET" });
  await remembered.remember(connection, credential, names);
  await remembered.remember(connectionId("c-2"), credential, { clientId: "B_ID", secret: "B_SECRET" });
  expect(remembered.of(connection, credential)).toMatchObject(names);
  expect(remembered.orSuggested(connection, { id: credential, label: "My job" })).toMatchObject(names);
});

test("what is odd in the state costs only itself", () => {
  const good = { connection: "c-1", credential: "constructor", ...names };
  const remembered = rememberedNames(memento([null, 3, { ...good, secret: "no name" }, good]));
  expect(remembered.of(connection, credential)).toMatchObject(names);
  expect(rememberedNames(memento("broken")).of(connection, credential)).toBeUndefined();
});
