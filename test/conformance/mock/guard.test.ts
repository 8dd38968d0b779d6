import { afterEach, describe, expect, it } from "vitest";
import { startMockServer } from "../../../mock-server/mock.ts";
import type { MockServer, MockServerOptions } from "../../../mock-server/mock.ts";
import { rawRequest } from "./raw-request.ts";

describe("who may talk to the server", () => {
  let mock: MockServer;
  afterEach(() => mock.stop());
  const start = async (options: MockServerOptions = {}) => {
    mock = await startMockServer(options);
    return mock;
  };
  const bearer = { "Authorization": "Bearer demo-confidence-token", "Content-Type": "application/json" };
  const create = (headers: Record<string, string>) =>
    rawRequest(`${mock.url}/v1/apiClients`, {
      method: "POST",
      headers: { ...bearer, ...headers },
      body: '{"displayName":"From elsewhere"}',
    });

  it.each([
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "10.0.0.1",
    "a b",
    "[::1",
    "localhost:99999",
    "localhost:x",
    "user@localhost",
  ])("refuses the Host %s before any work is done", async Host => {
    await start();
    const before = mock.journal.entries().length;
    const answer = await create({ Host });
    // Node itself refuses what is no header at all.
    expect([400, 403]).toContain(answer.status);
    const list = await rawRequest(`${mock.url}/v1/apiClients`, { headers: bearer });
    expect(list.text).not.toContain("From elsewhere");
    expect(mock.journal.entries().length).toBeGreaterThan(before);
  });

  it("answers a refusal in the service's error shape", async () => {
    await start();
    const answer = await create({ Host: "evil.example" });
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 7, details: [] });
  });

  it.each(["localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]", "app.localhost", "localhost:1"])(
    "takes the Host %s",
    async Host => {
      await start();
      expect((await create({ Host })).status).toBe(200);
    },
  );

  it.each(["https://evil.example", "null", "http://localhost:3000", "http://127.0.0.1", ""])(
    "refuses the Origin '%s'",
    async Origin => {
      await start();
      expect((await create({ Origin })).status).toBe(403);
      expect((await rawRequest(`${mock.url}/__mock/reset`, { method: "POST", headers: { Origin } })).status).toBe(403);
    },
  );

  it("takes its own origin, and requests without one", async () => {
    await start();
    expect((await create({ Origin: mock.url })).status).toBe(200);
    expect((await create({})).status).toBe(200);
  });

  it("takes further names with --allow-host", async () => {
    await start({ allowHosts: ["mock.internal"] });
    expect((await create({ Host: "mock.internal:4010" })).status).toBe(200);
    expect((await create({ Host: "other.internal:4010" })).status).toBe(403);
  });

  it("tells an origin named with --cors that it may read, and no other", async () => {
    await start({ cors: ["http://localhost:3000"] });
    const preflight = await rawRequest(`${mock.url}/v1/apiClients`, {
      method: "OPTIONS",
      headers: { "Origin": "http://localhost:3000", "Access-Control-Request-Method": "POST" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers["access-control-allow-origin"]).toBe("http://localhost:3000");
    expect(preflight.headers["access-control-allow-headers"]).toContain("authorization");
    const answer = await create({ Origin: "http://localhost:3000" });
    expect(answer.status).toBe(200);
    expect(answer.headers["access-control-allow-origin"]).toBe("http://localhost:3000");
    expect(answer.headers["vary"]).toContain("Origin");
    const stranger = await create({ Origin: "http://localhost:3001" });
    expect(stranger.status).toBe(403);
    expect(stranger.headers["access-control-allow-origin"]).toBeUndefined();
  });

  it.each([
    ["GET", "/__mock/state"],
    ["POST", "/__mock/reset"],
    ["OPTIONS", "/__mock/reset"],
    ["GET", "/__mock"],
    ["GET", "/"],
  ])("lets no origin of --cors steer the server itself: %s %s", async (method, path) => {
    await start({ cors: ["http://localhost:3000"] });
    const headers = { "Origin": "http://localhost:3000", "Access-Control-Request-Method": "POST" };
    const refused = await rawRequest(mock.url + path, { method, headers });
    expect(refused.status).toBe(403);
    expect(refused.headers["access-control-allow-origin"]).toBeUndefined();
    expect(refused.text).toContain("--cors");
  });

  it("listens to other machines only when told so", async () => {
    await start();
    await expect(startMockServer({ host: "0.0.0.0" })).rejects.toThrow("--allow-remote");
    const remote = await startMockServer({ host: "0.0.0.0", allowRemote: true });
    try {
      const url = `http://127.0.0.1:${remote.port}/__mock/health`;
      expect((await rawRequest(url, { headers: { Host: "192.168.1.7:4010" } })).status).toBe(200);
      expect((await rawRequest(url, { headers: { Host: "evil.example" } })).status).toBe(403);
    } finally {
      await remote.stop();
    }
  });
});
