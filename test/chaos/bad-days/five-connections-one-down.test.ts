import assert from "node:assert/strict";
import { create } from "../acts/all.ts";
import { groundFor } from "../acts/ground.ts";
import { shorterTimeouts } from "../hands/timeouts.ts";
import { startMock } from "../mock.ts";
import {
  connect,
  connectionRow,
  credentialRows,
  hands,
  isLoading,
  refreshed,
  run,
  troubleOf,
  until,
} from "../window.ts";
import { goodDay } from "./common.ts";

/** Of a server that nobody is kept waiting for, on a machine that has much else to do. */
const AT_ONCE_MS = 12_000;
/** A request gives up after 30 s, and here after half of that. */
const GIVES_UP_MS = 60_000;

describe("Five connections, one of them down", function () {
  this.timeout(240_000);
  afterEach(goodDay);

  it("takes the connection and never answers: the others are usable meanwhile, and it ends with a message", async () => {
    const { h, servers, others } = await fiveConnections();
    const before = (await credentialRows(h, "down")).length;
    const restoreTimeouts = shorterTimeouts(2);
    servers.down.freeze(true);
    try {
      const all = run(h, "keyporter.refresh");
      for (const id of others)
        await until(`${id}, while another is down`, async () => !(await isLoading(h, id)), AT_ONCE_MS);
      assert.equal(await isLoading(h, "down"), true);
      const ground = groundFor(h, { confidence: "C1", octane: "O1", confluence: "A" }, "meanwhile");
      assert.equal((await create(ground, "confidence")).type, "done");
      assert.equal((await create(ground, "octane")).type, "done");
      assert.equal(await isLoading(h, "down"), true);
      await until("that it gives up", async () => !(await isLoading(h, "down")), GIVES_UP_MS);
      assert.match((await troubleOf(h, "down")) ?? "", /did not answer in time.*Try again/u);
      assert.equal((await credentialRows(h, "down")).length, before);
      await all;
      for (const id of others) assert.equal(await troubleOf(h, id), undefined);
    } finally {
      servers.down.freeze(false);
      restoreTimeouts();
    }
    await refreshed(h, "down");
  });

  it("nobody listens: it says so at once, keeps its rows, and comes back with its server", async () => {
    const { h, servers, others } = await fiveConnections();
    const before = (await credentialRows(h, "down")).length;
    const { port } = servers.down;
    await servers.down.kill();
    await run(h, "keyporter.refresh");
    for (const id of others) assert.equal(await troubleOf(h, id), undefined);
    assert.match((await troubleOf(h, "down")) ?? "", /Nobody listens.*Check the address/u);
    assert.equal((await credentialRows(h, "down")).length, before);
    await startMock(port);
    await refreshed(h, "down");
  });
});

async function fiveConnections() {
  const h = await hands();
  const [main, down] = [await startMock(), await startMock()];
  const others = ["C1", "O1", "A", "C2"] as const;
  await connect(h, [
    { id: "C1", service: "confidence", url: main.url },
    { id: "O1", service: "octane", url: main.url },
    { id: "down", service: "octane", url: down.url },
    { id: "A", service: "confluence", url: main.url },
    { id: "C2", service: "confidence", url: main.url },
  ]);
  await refreshed(h, ...others, "down");
  assert.equal((await connectionRow(h, "down")).connection.id, "down");
  return { h, servers: { main, down }, others };
}
