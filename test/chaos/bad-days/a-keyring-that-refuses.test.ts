import assert from "node:assert/strict";
import { Secret } from "../../../extension/core/secret.ts";
import { truthOf } from "../../faults/server-truth.ts";
import { create, refresh } from "../acts/all.ts";
import { groundFor } from "../acts/ground.ts";
import { startMock } from "../mock.ts";
import { connect, credentialRow, hands, refreshed, run, troubleOf, until } from "../window.ts";
import { clearFailure, goodDay, saidDuring, secretSignsIn, threeServices } from "./common.ts";

/* The first file by its name: the vault asks for its key once in a window, and here that is refused. */

describe("A keyring that refuses", function () {
  this.timeout(120_000);
  afterEach(goodDay);

  it("to give out a sign-in: the connection says so and what to do; once it is unlocked, it works without a restart", async () => {
    const h = await hands();
    h.trouble.keyring = "reading";
    const mock = await startMock();
    await connect(h, [{ id: "locked", service: "octane", url: mock.url }]);
    const trouble = await until("that the row says it", () => troubleOf(h, "locked"));
    assert.match(trouble, /keyring|secret storage/iu);
    assert.match(trouble, /Unlock/u);
    h.trouble.keyring = undefined;
    await refreshed(h, "locked");
  });

  it("to give out the vault's key: nothing is sent that would make a secret; once it is unlocked, it works", async () => {
    const { h, mock, ground } = await threeServices("no key");
    h.trouble.keyring = "reading";
    const told = await saidDuring(h, () => create(ground, "octane"));
    clearFailure(told, /vault/u);
    assert.deepEqual(await truthOf(mock).octane(ground.made[0] ?? ""), [], "a key was made that nobody kept");
    h.trouble.keyring = undefined;
    assert.equal((await create(ground, "octane")).type, "done");
  });

  it("to take a new sign-in: the person is told, and the secret is in the vault", async () => {
    const { h, mock, ground } = await threeServices("own key");
    assert.equal((await create(ground, "octane")).type, "done");
    const label = ground.made[0] ?? "";
    const row = await credentialRow(h, ground.connections.octane, label);
    assert.ok(row);
    await run(h, "keyporter.copySecret", row);
    const signIn = {
      method: "key",
      values: { clientId: row.credential.clientId ?? "" },
      secrets: { clientSecret: new Secret(h.clipboard) },
    };
    await connect(h, [{ id: "as the key", service: "octane", url: mock.url, signIn }]);
    await refreshed(h, "as the key");
    const own = await credentialRow(h, "as the key", label);
    h.trouble.keyring = "writing";
    const told = await saidDuring(h, () => run(h, "keyporter.regenerate", own));
    clearFailure(told, /keyring|secret storage|sign-in/iu);
    h.trouble.keyring = undefined;
    assert.equal(await secretSignsIn(h, mock, "octane", "as the key", label), true);
  });

  it("everything, while rows are already there: they stay, and lists are still refreshed", async () => {
    const { h, ground } = await threeServices("rows stay");
    h.trouble.keyring = "everything";
    for (const service of ["confidence", "octane", "confluence"] as const)
      assert.deepEqual(await refresh(groundFor(h, ground.connections, "none"), service), { type: "done" });
  });
});
