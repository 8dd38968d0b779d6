import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminKey, startScene, v1, v2, withKey } from "./caller.ts";
import type { Scene } from "./caller.ts";

let scene: Scene;
beforeEach(async () => {
  scene = await startScene();
});
afterEach(() => scene.mock.stop());

const rateLimit = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "x-ratelimit-nearlimit"];

describe("faults", () => {
  it("throttle in Confluence's words and headers", async () => {
    scene.mock.clock.freeze(true);
    scene.mock.clock.set(Date.parse("2026-11-22T10:00:00.000Z"));
    scene.mock.faults.add({ service: "confluence", times: 2, effect: { retryAfter: 7 } });
    const newer = await scene.admin.key();
    expect([newer.status, newer.headers.get("retry-after"), newer.body]).toEqual([
      429,
      "7",
      {
        errors: [{ status: 429, code: "TOO_MANY_REQUESTS", title: "Too Many Requests", detail: "Too many requests." }],
      },
    ]);
    expect(rateLimit.map(name => newer.headers.get(name))).toEqual(["100", "0", "2026-11-22T10:00:07.000Z", "true"]);
    expect(newer.headers.get("ratelimit-reason")).toBe("confluence-burst-based");
    const older = await scene.admin.get(`${v1}/space`);
    expect([older.status, older.body]).toEqual([429, { statusCode: 429, message: "Too many requests." }]);
  });

  it("alone bring the headers of throttling", async () => {
    const { headers } = await scene.admin.get(`${v2}/spaces`);
    expect([...rateLimit, "retry-after", "ratelimit-reason"].filter(name => headers.has(name))).toEqual([]);
  });

  it("can answer wrong credentials as real sites were seen to, with 403", async () => {
    const message =
      'com.atlassian.confluence.mvc.rest.common.exception.StacklessResponseStatusException: 403 FORBIDDEN "Request rejected because caller cannot access Confluence"';
    scene.mock.faults.add({ path: v1, effect: { status: 403, message } });
    const { status, body } = await scene.admin.get(`${v1}/user/current`);
    expect([status, body]).toEqual([403, { statusCode: 403, message }]);
  });

  it("lose the answer of a key that was turned on, and of one that was turned off", async () => {
    scene.mock.faults.add({ path: adminKey, times: 1, effect: { lostAnswer: true } });
    await expect(scene.admin.turnOn()).rejects.toThrow();
    expect((await scene.admin.key()).status).toBe(200);
    scene.mock.faults.add({ method: "DELETE", path: adminKey, times: 1, effect: { lostAnswer: true } });
    await expect(scene.admin.turnOff()).rejects.toThrow();
    expect((await scene.admin.key()).status).toBe(404);
  });

  it("break off a list in the middle", async () => {
    scene.mock.faults.add({ path: `${v2}/pages`, times: 1, effect: { truncatedJson: true } });
    await expect(scene.admin.get(`${v2}/pages`)).rejects.toThrow(SyntaxError);
  });
});

describe("pages elsewhere", () => {
  it("are refused in Confluence's own words", async () => {
    const headers = { Origin: "https://elsewhere.example" };
    const newer = await scene.admin.send("POST", adminKey, { headers });
    expect([newer.status, newer.body]).toMatchObject([403, { errors: [{ status: 403, code: "FORBIDDEN" }] }]);
    expect((await scene.admin.send("GET", `${v1}/space`, { headers })).body).toMatchObject({ statusCode: 403 });
    expect((await scene.admin.key()).status).toBe(404);
  });

  it("of an allowed origin may send the key's header and read the link to the next page", async () => {
    const allowed = await startScene({ cors: ["http://localhost:3000"] });
    const headers = { Origin: "http://localhost:3000" };
    const preflight = await allowed.nobody.send("OPTIONS", `${v2}/pages`, { headers });
    expect(preflight.headers.get("access-control-allow-headers")).toContain(Object.keys(withKey).join().toLowerCase());
    expect(preflight.headers.get("access-control-expose-headers")).toContain("link");
    await allowed.mock.stop();
  });
});
