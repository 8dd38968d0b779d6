import { expect, it } from "vitest";
import { keepOverwritten, type Overwriting } from "../../../extension/commands/keep-overwritten.ts";
import { connectionId, type Credential, credentialId } from "../../../extension/core/model.ts";
import { Secret } from "../../../extension/core/secret.ts";
import { scene } from "./scene.ts";

const connection = connectionId("c-1");
const old: Credential = {
  id: credentialId("1003"),
  kind: "access key",
  label: "deploy",
  state: "active",
  details: [],
  actions: [],
};
const VALUE = "the-only-copy-1!Ab";

/** A vault that has only the fingerprint of what was delivered to a file. */
async function delivered() {
  const vault = (await scene()).window();
  await vault.issued(undefined, connection, { credential: old, secret: new Secret(VALUE) }, "proved");
  await vault.delivered(connection, old.id, ".env");
  const parts: Overwriting = { vault, view: { credentials: { find: () => undefined } } };
  const kept = async () => (await vault.find(connection, old.id))?.secret?.reveal();
  return { parts, kept };
}

it("gives the vault back what another secret is about to overwrite", async () => {
  const { parts, kept } = await delivered();
  expect(await kept()).toBeUndefined();
  await keepOverwritten(parts, VALUE, credentialId("1004"));
  expect(await kept()).toBe(VALUE);
});

it("is not for what is no secret of ours, nor for the same one", async () => {
  const { parts, kept } = await delivered();
  await keepOverwritten(parts, "something else", credentialId("1004"));
  await keepOverwritten(parts, VALUE, old.id);
  expect(await kept()).toBeUndefined();
});
