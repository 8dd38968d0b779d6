import assert from "node:assert/strict";
import { Secret } from "../../../extension/core/secret.ts";
import { truthOf } from "../../faults/server-truth.ts";
import { create, refresh } from "../acts/all.ts";
import { groundFor } from "../acts/ground.ts";
import { startMock } from "../mock.ts";
import { connect, credentialRow, hands, refreshed, run, troubleOf, until } from "../window.ts";
import { clearFailure, goodDay, saidDuring, secretSignsIn, threeServices } from "./common.ts";

/*
 * The first file by its name, of all in test/chaos, and its first test first: the vault asks for its key once in a window, some
 * seconds after there is a connection, and here that is refused before there is one.
 */

describe("A keyring that refuses", function () {
  this.timeout(120_000);
  afterEach(goodDay);

  it("the vault's key, to take it or to give it out: nothing is sent that would make a secret; once it is unlocked, it works", async () => {
    const h = await hands();
    for (const refuses of ["writing", "reading"] as const) {
      h.trouble.keyring = { refuses, of: "vault-key" };
      const { mock, ground } = await threeServices(`no key, ${refuses}`);
      clearFailure(await saidDuring(h, () => create(ground, "octane")), /vault.*Unlock/u);
      assert.deepEqual(await truthOf(mock).octane(ground.made[0] ?? ""), [], "a key was made that nobody kept");
    }
    h.trouble.keyring = undefined;
    const { ground } = await threeServices("a key again");
    assert.equal((await create(ground, "octane")).type, "done");
  });

  it("to give out a sign-in: the connection says so and what to do; once it is unlocked, it works without a restart", async () => {
    const h = await hands();
    h.trouble.keyring = { refuses: "reading" };
    const mock = await startMock();
    await connect(h, [{ id: "locked", service: "octane", url: mock.url }]);
    const trouble = await until("that the row says it", () => troubleOf(h, "locked"));
    assert.match(trouble, /keyring|secret storage/iu);
    assert.match(trouble, /Unlock/u);
    h.trouble.keyring = undefined;
    await refreshed(h, "locked");
  });

  it("to take a new sign-in: the person is told, and the secret is in the vault", async () => {
    const h = await hands();
    const mock = await startMock();
    const signIn = {
      method: "key",
      values: { clientId: "demo_l2j4391xlw0k2ipwx5ejmdor8" },
      secrets: { clientSecret: new Secret("Demo@83sd!f1042ds") },
    };
    await connect(h, [{ id: "as the key", service: "octane", url: mock.url, signIn }]);
    await refreshed(h, "as the key");
    const own = await credentialRow(h, "as the key", "demo");
    h.trouble.keyring = { refuses: "writing", of: "sign-in:" };
    const told = await saidDuring(h, async () => {
      await run(h, "keyporter.regenerate", own);
      return undefined;
    });
    clearFailure(told, /secret storage.*sign-in.*Unlock/u);
    h.trouble.keyring = undefined;
    assert.equal(await secretSignsIn(h, mock, "octane", "as the key", "demo"), true);
  });

  it("everything, while rows are already there: they stay, and lists are still refreshed", async () => {
    const { h, ground } = await threeServices("rows stay");
    h.trouble.keyring = { refuses: "everything" };
    for (const service of ["confidence", "octane", "confluence"] as const)
      assert.deepEqual(await refresh(groundFor(h, ground.connections, "none"), service), { type: "done" });
  });
});
