import { startMockServer } from "keyporter/mock";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

let mock;
beforeAll(async () => {
  // A free port and nothing on disk; each test file has a server of its own.
  mock = await startMockServer({ seed: "demo", now: "2026-03-01T08:00:00Z", randomSeed: 1 });
});
beforeEach(() => mock.reset());
afterAll(() => mock.stop());

const headers = { "authorization": "Bearer demo-confidence-token", "content-type": "application/json" };
const create = displayName =>
  fetch(`${mock.url}/v1/apiClients`, { method: "POST", headers, body: JSON.stringify({ displayName }) });

it("creates an API client", async () => {
  const client = await (await create("Crawler")).json();
  expect(client.displayName).toBe("Crawler");
  expect(mock.check({ method: "POST", path: "/v1/apiClients", body: { displayName: "Crawler" }, times: 1 }).met).toBe(
    true,
  );
});

it("copes with a server that is busy", async () => {
  mock.faults.add({ service: "confidence", sequence: [{ retryAfter: 1 }, null] });
  expect((await create("Crawler")).status).toBe(429);
  expect((await create("Crawler")).status).toBe(200);
});
