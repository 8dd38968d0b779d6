import { expect, it } from "vitest";
import { startMockServer } from "../../../mock-server/mock.ts";
import type * as published from "../../../mock-server/types/mock.d.ts";

// The compiler does the checking: what the package promises has to be what the server is.
const promised: typeof published.startMockServer = startMockServer;

it("the published types are those of the server", async () => {
  const given: Required<Omit<published.MockServerOptions, "db" | "tls">> = {
    port: 0,
    host: "localhost",
    allowRemote: false,
    seed: "empty",
    reset: false,
    options: { "octane.idleMinutes": 5 },
    allowHosts: ["mock.internal"],
    cors: ["http://localhost:3000"],
    randomSeed: 1,
    now: "2026-01-31T12:00:00Z",
    faults: [{ effect: { status: 500 } }],
    onRequest: () => undefined,
    onError: () => undefined,
  };
  const mock: published.MockServer = await promised(given);
  mock.faults.add({ path: "/v1", times: 1, effect: { status: 500 } });
  mock.clock.advance(1000);
  await mock.reset("demo");
  mock.faults.clear();
  expect([mock.seed, mock.faults.list(), mock.options()["octane.idleMinutes"]]).toEqual(["demo", [], 5]);
  await mock.stop();
});
