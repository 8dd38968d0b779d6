import assert from "node:assert/strict";
import { acts, create } from "../chaos/acts/all.ts";
import type { Ground } from "../chaos/acts/act.ts";
import { groundFor } from "../chaos/acts/ground.ts";
import type { Hands } from "../chaos/hands/place.ts";
import { shorterTimeouts } from "../chaos/hands/timeouts.ts";
import { kindsOfFault } from "../chaos/kinds-of-fault.ts";
import { type Mock, startMock, stopMocks } from "../chaos/mock.ts";
import { closePages, connect, connectionRow, credentialRow, hands, refreshed, run } from "../chaos/window.ts";
import { notFlat, print, type Sample, sample } from "./measure.ts";

const REFRESHES = Number(process.env["KEYPORTER_SOAK_REFRESHES"] ?? 10_000);
const ROUNDS = Number(process.env["KEYPORTER_SOAK_ROUNDS"] ?? 1000);
const MINUTES = Number(process.env["KEYPORTER_SOAK_MINUTES"] ?? 60);
/** Between two samples; the first tenth is the warm-up. */
const PARTS = 10;
const ACTS_A_MINUTE = 4;

const connections = { confidence: "C", octane: "O", confluence: "A" } as const;

describe("Soak", function () {
  // Some of it moves the clock that mocha goes by.
  this.timeout(0);
  let h: Hands;
  let mock: Mock;

  beforeEach(async () => {
    h = await hands();
    h.realPages = false;
    mock = await startMock();
  });
  afterEach(async () => {
    h.clockAheadMs = 0;
    await connect(h, []);
    stopMocks();
  });

  const connected = async (): Promise<void> => {
    await connect(h, [
      { id: connections.confidence, service: "confidence", url: mock.url },
      { id: connections.octane, service: "octane", url: mock.url },
      { id: connections.confluence, service: "confluence", url: mock.url },
    ]);
    await refreshed(h, ...Object.values(connections));
  };

  /** Does the parts one after the other with a sample after each, and holds them against each other. */
  const soaked = async (what: string, part: (index: number) => Promise<string>): Promise<void> => {
    const samples: (readonly [string, Sample])[] = [["before", await sample(h)]];
    for (let index = 0; index < PARTS; index++) {
      await connected();
      const name = await part(index);
      await mock.faults();
      samples.push([name, await sample(h)]);
    }
    print(what, samples);
    assert.deepEqual(notFlat(samples.slice(1).map(([, each]) => each)), []);
  };

  /** What is made when it is first needed stays, such as what looks after a kind of tab: only then is there something to hold against. */
  const everyActOnce = async (ground: Ground): Promise<void> => {
    await connected();
    for (const act of acts) {
      await act.perform(ground);
      closePages(h);
    }
  };

  it(`${REFRESHES} refreshes`, async () => {
    const share = Math.ceil(REFRESHES / PARTS);
    await soaked(`${REFRESHES} refreshes`, async index => {
      const ids = Object.values(connections);
      for (let count = 0; count < share; count++) {
        const id = ids[count % ids.length] ?? connections.octane;
        await run(h, "keyporter.retry", await connectionRow(h, id));
      }
      return `after ${(index + 1) * share}`;
    });
  });

  it(`${ROUNDS} rounds of create and delete`, async () => {
    const share = Math.ceil(ROUNDS / PARTS);
    const ground: Ground & { readonly made: readonly string[] } = groundFor(h, connections, "soak");
    await soaked(`${ROUNDS} rounds of create and delete`, async index => {
      for (let count = 0; count < share; count++) {
        assert.deepEqual(await create(ground, "confidence"), { type: "done" });
        const row = await credentialRow(h, connections.confidence, ground.made.at(-1) ?? "");
        assert.ok(row);
        await run(h, "keyporter.delete", row);
        assert.equal(await credentialRow(h, connections.confidence, ground.made.at(-1) ?? ""), undefined);
        closePages(h);
      }
      return `after ${(index + 1) * share}`;
    });
  });

  it(`${MINUTES} minutes of faults, by the clocks of both sides`, async () => {
    const ground = groundFor(h, connections, "hour");
    const share = Math.ceil(MINUTES / PARTS);
    await everyActOnce(ground);
    const restoreTimeouts = shorterTimeouts(15);
    try {
      await soaked(`${MINUTES} minutes of faults`, async index => {
        for (let minute = 0; minute < share; minute++) {
          const kind = kindsOfFault[(index * share + minute) % kindsOfFault.length];
          await mock.faults(...(kind?.faults ?? []));
          for (let count = 0; count < ACTS_A_MINUTE; count++) {
            await acts[ground.chance(acts.length - 1)]?.perform(ground);
            closePages(h);
          }
          h.clockAheadMs += 60_000;
          await mock.advance(60_000);
        }
        return `after ${(index + 1) * share}`;
      });
    } finally {
      restoreTimeouts();
    }
  });
});
