import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "../../../mock-server/faults/faults.ts";
import { callerOf, displayNames, startScene } from "../confidence/caller.ts";
import type { Caller, Scene } from "../confidence/caller.ts";

describe("faults that were asked for", () => {
  let scene: Scene;
  let control: Caller;
  beforeEach(async () => {
    scene = await startScene();
    control = callerOf(scene.url, undefined);
  });
  afterEach(() => scene.mock.stop());

  const add = async (fault: Fault) => {
    expect((await control.post("/__mock/faults", fault)).status).toBe(200);
  };
  const list = () => scene.admin.get("/v1/apiClients");
  const raw = () => fetch(`${scene.url}/v1/apiClients`, { headers: { Authorization: "Bearer demo-confidence-token" } });
  const hasClient = async (displayName: string) =>
    displayNames((await list()).body["apiClients"]).includes(displayName);

  it.each([
    [400, 3],
    [401, 16],
    [403, 7],
    [404, 5],
    [409, 6],
    [429, 8],
    [500, 13],
    [503, 14],
    [504, 4],
  ])("status %i comes in the service's own shape", async (status, code) => {
    await add({ times: 1, effect: { status } });
    const answer = await list();
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ code, message: expect.stringMatching(/./) as unknown, details: [] });
    expect((await list()).status).toBe(200);
  });

  it("a status means that nothing was done", async () => {
    await add({ times: 1, effect: { status: 500 } });
    expect((await scene.admin.post("/v1/apiClients", { displayName: "Never" })).status).toBe(500);
    expect(await hasClient("Never")).toBe(false);
  });

  it("retryAfter is 429 with the header", async () => {
    await add({ times: 1, effect: { retryAfter: 7 } });
    const answer = await list();
    expect([answer.status, answer.body["code"], answer.headers.get("retry-after")]).toEqual([429, 8, "7"]);
  });

  it("latency lets the answer wait", async () => {
    await add({ times: 1, effect: { latencyMs: 300 } });
    const start = performance.now();
    expect((await list()).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(290);
  });

  it("dropConnection cuts the connection and does nothing", async () => {
    await add({ times: 1, effect: { dropConnection: true } });
    await expect(scene.admin.post("/v1/apiClients", { displayName: "Never" })).rejects.toThrow();
    expect(await hasClient("Never")).toBe(false);
  });

  it("lostAnswer does the work and cuts the connection", async () => {
    await add({ method: "POST", times: 1, effect: { lostAnswer: true } });
    await expect(scene.admin.post("/v1/apiClients", { displayName: "Lost" })).rejects.toThrow();
    expect(await hasClient("Lost")).toBe(true);
    expect(scene.mock.journal.entries().find(({ fault }) => fault === "lostAnswer")).toMatchObject({
      method: "POST",
      status: 0,
    });
  });

  it("html is a gateway's page", async () => {
    await add({ times: 1, effect: { html: true } });
    const response = await raw();
    expect([response.status, response.headers.get("content-type")]).toEqual([502, "text/html; charset=utf-8"]);
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
  });

  it("html can come with 200, as from a sign-in page in between", async () => {
    await add({ times: 1, effect: { html: true, status: 200 } });
    const response = await raw();
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  });

  it("emptyBody is a 503 with nothing in it", async () => {
    await add({ times: 1, effect: { emptyBody: true } });
    const response = await raw();
    expect([response.status, await response.text()]).toEqual([503, ""]);
  });

  it("truncatedJson ends in the middle, under a whole answer's headers", async () => {
    await add({ times: 1, effect: { truncatedJson: true } });
    const response = await raw();
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/json; charset=utf-8"]);
    const text = await response.text();
    expect(text).toMatch(/^\{"apiClients":/);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it("halfBody breaks off in the middle of what was announced", async () => {
    await add({ times: 1, effect: { halfBody: true } });
    const response = await raw();
    expect(Number(response.headers.get("content-length"))).toBeGreaterThan(1000);
    await expect(response.text()).rejects.toThrow();
  });

  it("malformedJson is whole, but has a mistake in it", async () => {
    const whole = await (await raw()).text();
    await add({ times: 1, effect: { malformedJson: true } });
    const response = await raw();
    const text = await response.text();
    expect(response.headers.get("content-length")).toBe(String(Buffer.byteLength(text)));
    expect(text).toBe(`${whole.slice(0, -1)},}`);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it("bytesPerSecond lets the answer trickle, to its last byte", async () => {
    const whole = await (await raw()).text();
    const bytesPerSecond = Math.ceil(Buffer.byteLength(whole) / 0.6);
    await add({ times: 1, effect: { bytesPerSecond } });
    const start = performance.now();
    const response = await raw();
    let chunks = 0;
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      chunks += 1;
      text += decoder.decode(chunk as Uint8Array, { stream: true });
    }
    expect(text).toBe(whole);
    expect(chunks).toBeGreaterThan(3);
    expect(performance.now() - start).toBeGreaterThan(400);
  });

  it("an error can be late and trickle, too", async () => {
    await add({ times: 1, effect: { status: 503, latencyMs: 100, bytesPerSecond: 500 } });
    const start = performance.now();
    expect((await list()).body).toMatchObject({ code: 14 });
    expect(performance.now() - start).toBeGreaterThan(190);
  });

  it.each([
    [{ min: 50, max: 120 }, 45, 200],
    [{ median: 60, p95: 90 }, 20, 300],
  ])("latency can be drawn from a distribution: %j", async (latencyMs, least, most) => {
    await add({ effect: { latencyMs } });
    const times = [];
    for (let call = 0; call < 5; call += 1) {
      const start = performance.now();
      expect((await list()).status).toBe(200);
      times.push(performance.now() - start);
    }
    for (const time of times) expect(time).toBeGreaterThan(least);
    expect(Math.min(...times)).toBeLessThan(most);
    expect(new Set(times.map(Math.round)).size).toBeGreaterThan(1);
  });

  it("come in a sequence, one for each request, where null lets one through", async () => {
    await add({ sequence: [{ status: 503 }, null, { retryAfter: 1 }], times: 2 });
    const statuses = [];
    for (let call = 0; call < 8; call += 1) statuses.push((await list()).status);
    expect(statuses).toEqual([503, 200, 429, 503, 200, 429, 200, 200]);
  });

  it("can be taken back one by one", async () => {
    const id = scene.mock.faults.add({ effect: { status: 500 } });
    scene.mock.faults.add({ effect: { status: 503 } });
    expect((await list()).status).toBe(500);
    expect((await control.remove(`/__mock/faults/${id}`)).status).toBe(200);
    expect((await list()).status).toBe(503);
  });

  it("from the start are there again after a reset", async () => {
    const other = await startScene({ faults: [{ times: 1, effect: { status: 418 } }] });
    expect((await other.admin.get("/v1/apiClients")).status).toBe(418);
    expect((await other.admin.get("/v1/apiClients")).status).toBe(200);
    await other.mock.reset();
    expect((await other.admin.get("/v1/apiClients")).status).toBe(418);
    await other.mock.stop();
  });

  it("are for the method, path and service they name", async () => {
    await add({ method: "DELETE", path: "/v1/apiClients/*", effect: { status: 500 } });
    expect((await list()).status).toBe(200);
    expect((await scene.admin.get("/v1/apiClients/donlangsbyz6iiksdt4c")).status).toBe(200);
    expect((await scene.admin.remove("/v1/apiClients/donlangsbyz6iiksdt4c")).status).toBe(500);
    await control.remove("/__mock/faults");
    await add({ service: "octane", effect: { status: 500 } });
    expect((await list()).status).toBe(200);
    await add({ service: "confidence", effect: { status: 503 } });
    expect((await list()).status).toBe(503);
  });

  it("are used in order, as often as they say", async () => {
    await add({ times: 2, effect: { status: 503 } });
    await add({ times: 1, effect: { status: 500 } });
    const statuses = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await list()).status);
    expect(statuses).toEqual([503, 503, 500, 200]);
  });

  it("happen as likely as they say", async () => {
    await add({ probability: 0.5, effect: { status: 503 } });
    const statuses = new Set<number>();
    for (let call = 0; call < 60; call += 1) statuses.add((await list()).status);
    expect(statuses).toEqual(new Set([200, 503]));
  });

  it("can be listed and cleared, and never concern the control API", async () => {
    const fault = { effect: { status: 500 } };
    await add(fault);
    expect((await control.get("/__mock/faults")).body).toEqual({ faults: [{ id: "1", ...fault }] });
    expect((await control.remove("/__mock/faults")).body).toEqual({ faults: [] });
    expect((await list()).status).toBe(200);
  });

  it.each([
    {},
    { effect: {} },
    { effect: { status: 200 } },
    { effect: { status: "500" } },
    { effect: { explode: true } },
    { effect: { latencyMs: -1 } },
    { path: "v1", effect: { status: 500 } },
    { effect: { latencyMs: { min: 5, max: 1 } } },
    { effect: { bytesPerSecond: 0 } },
    { sequence: [] },
    { sequence: [null], effect: { status: 500 } },
    { when: "now", effect: { status: 500 } },
  ])("that make no sense are refused: %j", async fault => {
    expect((await control.post("/__mock/faults", fault)).status).toBe(400);
    expect((await list()).status).toBe(200);
  });
});
