import { describe, expect, it } from "vitest";
import { StartError, startMockServer } from "../../../mock-server/mock.ts";
import type { MockServerOptions } from "../../../mock-server/mock.ts";

/* Scripts start it without a compiler that would tell them. */

describe("startMockServer", () => {
  it.each([
    [{ seeds: "empty" }, /seeds: There is no such field/],
    [{ port: 70_000 }, /port: This has to be at most 65535/],
    [{ port: "4010" }, /port: This has to be number/],
    [{ db: "" }, /db: This has to be the path of a file/],
    [{ randomSeed: -1 }, /randomSeed: This has to be at least 0/],
    [{ cors: ["localhost:3000"] }, /cors\.0: .*http:\/\/localhost:3000/],
    [{ allowHosts: ["http://mock"] }, /allowHosts\.0: .*without scheme/],
    [{ now: "2026-02-30T00:00:00Z" }, /no time/],
    [{ faults: [{ effect: { status: 99 } }] }, /effect\.status: This has to be at least 200/],
    [{ faults: [{ service: "ocatne", effect: { status: 500 } }] }, /service: .*confidence, octane, confluence/],
  ])("refuses %j, and says what is wrong with it", async (given, message) => {
    const started = startMockServer(given as MockServerOptions);
    await expect(started).rejects.toThrow(message);
    await expect(started).rejects.toBeInstanceOf(StartError);
  });
});
