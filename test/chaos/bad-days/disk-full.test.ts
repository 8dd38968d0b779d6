import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { truthOf } from "../../faults/server-truth.ts";
import { create, edit, refresh, showDetails } from "../acts/all.ts";
import { credentialRow, credentialRows, run, until } from "../window.ts";
import { clearFailure, goodDay, saidDuring, secretSignsIn, threeServices } from "./common.ts";

/* Node's own file functions fail in this extension host: nothing lower can be broken without rights on the machine. */

describe("A full disk", function () {
  this.timeout(120_000);
  afterEach(goodDay);

  it("before a secret exists: nothing is sent, the message says why and where to make room; then it works", async () => {
    const { h, mock, ground } = await threeServices("full");
    h.trouble.disk = { code: "ENOSPC", folder: h.context.globalStorageUri.fsPath };
    for (const service of ["octane", "confidence"] as const) {
      const told = await saidDuring(h, () => create(ground, service));
      clearFailure(told, /vault can't be written.*Make room/u);
    }
    const [octaneName = "", confidenceName = ""] = ground.made;
    assert.deepEqual(await truthOf(mock).octane(octaneName), []);
    assert.deepEqual(await truthOf(mock).confidence(confidenceName), []);
    h.trouble.disk = undefined;
    assert.equal((await create(ground, "octane")).type, "done");
    assert.equal((await create(ground, "confidence")).type, "done");
  });

  it("between the request and its answer: the secret is here until the window closes, and the person is told to save it", async () => {
    const { h, mock, ground } = await threeServices("full later");
    await mock.faults({ method: "POST", path: "/api/*", times: 1, effect: { latencyMs: 5000 } });
    const entries = (): Promise<readonly string[]> =>
      readdir(join(h.context.globalStorageUri.fsPath, "vault")).then(
        names => names.filter(name => name.endsWith(".json")),
        () => [],
      );
    const before = await entries();
    const told = await saidDuring(h, async () => {
      const creating = create(ground, "octane");
      await until("that the vault knows", async () => (await entries()).length > before.length);
      h.trouble.disk = { code: "ENOSPC", folder: h.context.globalStorageUri.fsPath };
      return creating;
    });
    clearFailure(told, /could not be written into Keyporter's vault.*save it now/u);
    assert.equal(await secretSignsIn(h, mock, "octane", ground.connections.octane, ground.made[0] ?? ""), true);
    h.trouble.disk = undefined;
    assert.equal(await secretSignsIn(h, mock, "octane", ground.connections.octane, ground.made[0] ?? ""), true);
  });

  it("hinders nothing that makes no secret: lists, details, edits, the admin key", async () => {
    const { h, ground } = await threeServices("full too");
    assert.equal((await create(ground, "confidence")).type, "done");
    h.trouble.disk = { code: "ENOSPC", folder: h.context.globalStorageUri.fsPath };
    await worksWithoutWriting(h, ground);
  });
});

describe("A home that can only be read", function () {
  this.timeout(120_000);
  afterEach(goodDay);

  it("hinders nothing that makes no secret; what would make one is refused before it is sent", async () => {
    const { h, mock, ground } = await threeServices("read-only");
    assert.equal((await create(ground, "confidence")).type, "done");
    h.trouble.disk = { code: "EROFS", folder: process.env["HOME"] ?? "/" };
    await worksWithoutWriting(h, ground);
    const told = await saidDuring(h, () => create(ground, "octane"));
    clearFailure(told, /vault can't be written.*writable/u);
    assert.deepEqual(await truthOf(mock).octane(ground.made.at(-1) ?? ""), []);
  });
});

async function worksWithoutWriting(
  h: Awaited<ReturnType<typeof threeServices>>["h"],
  ground: Awaited<ReturnType<typeof threeServices>>["ground"],
): Promise<void> {
  for (const service of ["confidence", "octane", "confluence"] as const) {
    assert.deepEqual(await refresh(ground, service), { type: "done" });
    assert.deepEqual(await showDetails(ground, service), { type: "done" });
  }
  assert.deepEqual(await edit(ground, "confidence"), { type: "done" });
  const [key] = await credentialRows(h, ground.connections.confluence);
  await run(h, "keyporter.turnOn", key);
  const [on] = await credentialRows(h, ground.connections.confluence);
  assert.equal(on?.credential.state, "on");
  await run(h, "keyporter.turnOff", on);
  const [off] = await credentialRows(h, ground.connections.confluence);
  assert.equal(off?.credential.state, "off");
  assert.equal(await credentialRow(h, ground.connections.confidence, "nobody"), undefined);
}
