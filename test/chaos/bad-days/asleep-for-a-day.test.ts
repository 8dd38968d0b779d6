import assert from "node:assert/strict";
import { create } from "../acts/all.ts";
import { credentialRow, credentialRows, refreshed, run, until } from "../window.ts";
import { goodDay, secretSignsIn, threeServices } from "./common.ts";

const A_DAY_MS = 86_400_000;

/* Clocks have moved on, here and there, and no timer has run: what a laptop does when its lid is opened the next morning. */
describe("A machine that was asleep for a day", function () {
  // mocha goes by the clock that is moved here; each wait has its own limit.
  this.timeout(0);
  afterEach(goodDay);

  it("signs in again by itself, shows what has ended, and knows that the admin key is off", async () => {
    const { h, mock, ground } = await threeServices("slept");
    assert.equal((await create(ground, "octane")).type, "done");
    const [key] = await credentialRows(h, ground.connections.confluence);
    await run(h, "keyporter.turnOn", key);
    assert.equal((await credentialRows(h, ground.connections.confluence))[0]?.credential.state, "on");
    const told = h.told.length;

    h.focus(false);
    h.clockAheadMs += A_DAY_MS;
    await mock.advance(A_DAY_MS);
    h.focus(true);

    await until("that the admin key's row says off", async () => {
      const [row] = await credentialRows(h, ground.connections.confluence);
      return row?.credential.state === "off";
    });
    await refreshed(h, ...Object.values(ground.connections));
    assert.equal(await secretSignsIn(h, mock, "octane", ground.connections.octane, ground.made[0] ?? ""), true);
    const failures = h.told.slice(told).filter(({ kind }) => kind === "error");
    assert.deepEqual(failures, []);
  });

  it("shows as expired what has expired meanwhile, before anybody asks the server", async () => {
    const { h, ground } = await threeServices("expired");
    const rows = await credentialRows(h, ground.connections.octane);
    const soon = rows.find(({ credential: { state, expiresAt } }) => state === "active" && expiresAt !== undefined);
    assert.ok(soon?.credential.expiresAt);
    h.focus(false);
    h.clockAheadMs += soon.credential.expiresAt.getTime() - Date.now() + A_DAY_MS;
    h.focus(true);
    const row = await credentialRow(h, ground.connections.octane, soon.credential.label);
    assert.ok(row);
    const item = await h.tree.getTreeItem(row);
    assert.match(String(item.description), /Expired/u);
  });
});
