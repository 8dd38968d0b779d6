import { describe, expect, test } from "vitest";
import { retryAfterMs } from "../../../extension/core/http.ts";
import { failure } from "./failure.ts";
import { request, testHttp } from "./http-client.ts";
import { httpServer, json } from "./local-server.ts";

describe("what is sent again", () => {
  test.each([429, 502, 503, 504])("a GET after %i, until it works", async status => {
    const server = await httpServer((_, response, count) => json(response, {}, count < 3 ? status : 200));
    expect((await testHttp().send(request("GET", server.url))).status).toBe(200);
    expect(server.received).toHaveLength(3);
  });

  test("a GET three times at most; then the last answer counts", async () => {
    const server = await httpServer((_, response) => json(response, {}, 503));
    expect((await testHttp().send(request("GET", server.url))).status).toBe(503);
    expect(server.received).toHaveLength(3);
  });

  test.each([400, 401, 403, 404, 409, 500, 501])("not a GET after %i: it would come out the same", async status => {
    const server = await httpServer((_, response) => json(response, {}, status));
    expect((await testHttp().send(request("GET", server.url))).status).toBe(status);
    expect(server.received).toHaveLength(1);
  });

  test("a GET whose connection broke", async () => {
    const server = await httpServer((_, response, count) => (count < 3 ? response.destroy() : json(response, {})));
    expect((await testHttp().send(request("GET", server.url))).status).toBe(200);
    expect(server.received).toHaveLength(3);
  });

  test.each(["POST", "PUT", "PATCH", "DELETE"] as const)("never a %s, neither after 503", async method => {
    const server = await httpServer((_, response) => json(response, {}, 503));
    expect((await testHttp().send(request(method, server.url, { body: {} }))).status).toBe(503);
    expect(server.received).toHaveLength(1);
  });

  test.each(["POST", "PUT", "PATCH", "DELETE"] as const)("... nor after a broken connection: %s", async method => {
    const server = await httpServer((_, response) => response.destroy());
    const error = await failure(testHttp().send(request(method, server.url, { body: {} })));
    expect(error).toMatchObject({ kind: "unavailable", outcomeUnknown: true });
    expect(server.received).toHaveLength(1);
  });

  test("a POST only where the caller says that twice is as good as once", async () => {
    const server = await httpServer((_, response, count) => json(response, {}, count < 2 ? 503 : 200));
    expect((await testHttp().send(request("POST", server.url, { body: {}, repeatable: true }))).status).toBe(200);
    expect(server.received).toHaveLength(2);
  });
});

describe("a slow server", () => {
  test("has one time for an answer and all its redirects", async () => {
    const server = await httpServer((_, response, count) =>
      setTimeout(() => json(response, {}, 302, { location: `/${count}` }), 400),
    );
    const error = await failure(testHttp({ timeoutMs: 1000 }).send(request("GET", server.url)));
    expect(error).toMatchObject({ kind: "unavailable", message: `127.0.0.1:${server.port} did not answer in time.` });
    expect(server.received.length).toBeLessThanOrEqual(3);
  });

  test("is not asked again when that time is over, however soon it answered last", async () => {
    const server = await httpServer((_, response) => setTimeout(() => json(response, {}, 503), 600));
    expect((await testHttp({ timeoutMs: 1000 }).send(request("GET", server.url))).status).toBe(503);
    expect(server.received).toHaveLength(2);
  });

  test("that redirects before it says 503 takes less than twice the time", async () => {
    const server = await httpServer(({ path }, response) =>
      setTimeout(() => {
        if (path === "/") json(response, {}, 302, { location: "/busy" });
        else json(response, {}, 503);
      }, 400),
    );
    const started = performance.now();
    expect((await testHttp({ timeoutMs: 1200 }).send(request("GET", server.url))).status).toBe(503);
    expect(performance.now() - started).toBeLessThan(2400);
    expect(server.received).toHaveLength(4);
  });

  test("that asks for a wait beyond that time is not waited for", async () => {
    const server = await httpServer((_, response) => json(response, {}, 503, { "retry-after": "2" }));
    expect((await testHttp({ timeoutMs: 1000 }).send(request("GET", server.url))).status).toBe(503);
    expect(server.received).toHaveLength(1);
  });
});

describe("Retry-After", () => {
  test("is waited for", async () => {
    const server = await httpServer((_, response, count) =>
      count === 1 ? json(response, {}, 429, { "retry-after": "1" }) : json(response, {}),
    );
    const started = performance.now();
    expect((await testHttp().send(request("GET", server.url))).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(990);
  });

  test("of more than ten seconds is the person's decision: the answer comes back at once", async () => {
    const server = await httpServer((_, response) => json(response, {}, 429, { "retry-after": "11" }));
    expect((await testHttp().send(request("GET", server.url))).status).toBe(429);
    expect(server.received).toHaveLength(1);
  });

  test.each([
    ["3", 3000],
    ["0", 0],
    ["-5", 0],
    ["1.5", 1500],
    ["Sun, 22 Nov 2026 08:00:30 GMT", 30_000],
    ["Sun, 22 Nov 2026 07:00:00 GMT", 0],
    ["", undefined],
    ["soon", undefined],
    ["Infinity", undefined],
    ["NaN", undefined],
  ])("“%s” means %s ms", (value, expected) => {
    const now = Date.parse("2026-11-22T08:00:00Z");
    expect(retryAfterMs(new Headers({ "retry-after": value }), now)).toBe(expected);
  });

  test("missing means nothing", () => {
    expect(retryAfterMs(new Headers())).toBeUndefined();
  });
});
