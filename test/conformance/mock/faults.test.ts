import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "../../../mock-server/faults.ts";
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
    expect((await control.get("/__mock/faults")).body).toEqual({ faults: [fault] });
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
    { when: "now", effect: { status: 500 } },
  ])("that make no sense are refused: %j", async fault => {
    expect((await control.post("/__mock/faults", fault)).status).toBe(400);
    expect((await list()).status).toBe(200);
  });
});
