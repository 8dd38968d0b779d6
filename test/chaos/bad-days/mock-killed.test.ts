import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { create } from "../acts/all.ts";
import { groundFor } from "../acts/ground.ts";
import { settleAll } from "../in-the-end.ts";
import { startMock } from "../mock.ts";
import { closePages, connect, credentialRow, hands, refreshed, until } from "../window.ts";
import { clearFailure, goodDay, saidDuring, secretSignsIn } from "./common.ts";

describe("A server that is killed", function () {
  // mocha goes by the clock that is moved here; each wait has its own limit.
  this.timeout(0);
  afterEach(goodDay);

  for (const service of ["octane", "confidence"] as const) {
    it(`in the middle of a create on ${service}, before and after its work: when it is back, no secret is missing`, async () => {
      const folder = mkdtempSync(join(tmpdir(), "keyporter-killed-"));
      const file = join(folder, "mock.json");
      const db = ["--db", file];
      try {
        let mock = await startMock(0, ...db);
        const h = await hands();
        const connections = { confidence: "killed C", octane: "killed O", confluence: "killed A" };
        await connect(h, [{ id: connections[service], service, url: mock.url }]);
        await refreshed(h, connections[service]);
        const ground = groundFor(h, connections, `killed ${service}`);
        // Before its work; and after it, while the answer trickles.
        for (const effect of [{ latencyMs: 20_000 }, { bytesPerSecond: 20 }]) {
          await mock.faults({ method: "POST", path: service === "octane" ? "/api/*" : "/v1/apiClients", effect });
          const { port } = mock;
          const told = await saidDuring(h, async () => {
            const creating = create(ground, service);
            // The trickle begins with the work done, which is when it is in the file (a list has it a moment earlier); the latency is before it.
            if ("latencyMs" in effect) await delay(2500);
            else
              await until("its work", async () =>
                (await readFile(file, "utf8")).includes(ground.made[1] ?? "no name yet"),
              );
            await mock.kill();
            return creating;
          });
          clearFailure(told, /./u);
          closePages(h);
          mock = await startMock(port, ...db);
          await settleAll(h, mock);
          await refreshed(h, connections[service]);
        }
        const [never = "", made = ""] = ground.made;
        assert.equal(await credentialRow(h, connections[service], never), undefined);
        assert.equal(await secretSignsIn(h, mock, service, connections[service], made), true);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
