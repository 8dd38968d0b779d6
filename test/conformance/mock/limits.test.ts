import { once } from "node:events";
import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startMockServer } from "../../../mock-server/mock.ts";
import type { MockServer } from "../../../mock-server/mock.ts";
import { basic, admin as confluenceAdmin } from "../confluence/caller.ts";
import { admin as octaneAdmin } from "../octane/caller.ts";
import { rawRequest } from "./raw-request.ts";

/* What somebody sends who means no good, or whose program has run wild. Each service says no in its own words. */

let mock: MockServer;
const mistakes: unknown[] = [];
beforeAll(async () => {
  mock = await startMockServer({ onError: error => mistakes.push(error) });
});
beforeEach(() => mock.reset());
afterAll(async () => {
  await mock.stop();
  expect(mistakes).toEqual([]);
});

const json = { "Content-Type": "application/json" };
const bearer = { ...json, Authorization: "Bearer demo-confidence-token" };
const key = { ...json, Authorization: basic(confluenceAdmin) };

/** A path of each part of the server that takes a body, and what an error looks like there. */
const places = [
  { path: "/v1/apiClients", headers: bearer, shape: { code: expect.any(Number) as unknown, details: [] } },
  { path: "/authentication/sign_in", headers: json, shape: { error_code: expect.any(String) as unknown } },
  {
    path: "/wiki/api/v2/admin-key",
    headers: key,
    shape: { errors: [expect.objectContaining({ code: expect.any(String) as unknown })] as unknown },
  },
  { path: "/__mock/faults", headers: json, shape: { error: { message: expect.any(String) as unknown } } },
] as const;

const post = (path: string, headers: Record<string, string>, body: string) =>
  rawRequest(`${mock.url}${path}`, { method: "POST", headers, body });

describe.each(places)("a body for $path", ({ path, headers, shape }) => {
  it("of more than a megabyte is too large", async () => {
    const answer = await post(path, headers, JSON.stringify({ displayName: "x".repeat(1_100_000) }));
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text)).toMatchObject(shape);
  });

  it("that is small only while it is compressed is too large as well", async () => {
    const body = gzipSync(JSON.stringify({ displayName: "x".repeat(5_000_000) }));
    const call = request(`${mock.url}${path}`, { method: "POST", headers: { ...headers, "Content-Encoding": "gzip" } });
    call.end(body);
    const [response] = (await once(call, "response")) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    expect(JSON.parse(await textOf(response))).toMatchObject(shape);
  });

  it.each([
    ["lists", "[".repeat(200_000) + "]".repeat(200_000)],
    ["objects", `${'{"displayName":'.repeat(50_000)}1${"}".repeat(50_000)}`],
    ["one field", `{"durationInMinutes":${"[".repeat(200_000)}${"]".repeat(200_000)}}`],
  ])("of endless %s is refused, and can be looked up in the journal", async (_, body) => {
    const answer = await post(path, headers, body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject(shape);
    const journal = await rawRequest(`${mock.url}/__mock/journal?details=true`);
    expect([journal.status, JSON.parse(journal.text)]).toMatchObject([200, { requests: expect.any(Array) as unknown }]);
  });

  it.each(["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"])(
    "with %s in it changes nothing but what it says",
    async name => {
      const inner = `{"polluted":"yes","displayName":"x","name":"x"}`;
      for (const body of [
        `{"${name}":${inner}}`,
        `{"displayName":"x","labels":{"${name}":"x"},"data":[{"${name}":${inner}}]}`,
        `{"${name}":"x"}`,
      ]) {
        const answer = await post(path, headers, body);
        expect(answer.status).toBeLessThan(500);
        expect(answer.text).not.toContain("polluted");
      }
      expect("polluted" in {}).toBe(false);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(typeof {}.toString).toBe("function");
    },
  );
});

describe("names that every object has", () => {
  it("are labels like any other", async () => {
    const labels = '{"__proto__":"a","constructor":"b","toString":"c"}';
    const created = await post("/v1/apiClients", bearer, `{"displayName":"x","labels":${labels}}`);
    expect(created.text).toContain(`"labels":${labels}`);
    const found = await rawRequest(`${mock.url}/v1/apiClients?filter=labels.constructor:b`, { headers: bearer });
    expect(found.text).toContain((JSON.parse(created.text) as { name: string }).name);
  });

  it.each(["__proto__", "constructor", "hasOwnProperty", "__defineGetter__"])(
    "are no resource, parameter, field, fault, snapshot or option: %s",
    async name => {
      const signedIn = await post("/authentication/sign_in", json, JSON.stringify(octaneAdmin));
      const cookie = [signedIn.headers["set-cookie"] ?? []]
        .flat()
        .map(line => line.split(";")[0])
        .join("; ");
      const octane = { "Cookie": cookie, "ALM-OCTANE-TECH-PREVIEW": "true" };
      const asked: readonly (readonly [path: string, headers: Record<string, string>, status: number])[] = [
        [`/v1/apiClients/${name}`, bearer, 404],
        [`/v1/roles/${name}`, bearer, 404],
        [`/v1/${name}`, bearer, 404],
        [`/v1/apiClients?${name}=1`, bearer, 200],
        [`/v1/apiClients?orderBy=${name}`, bearer, 400],
        [`/v1/apiClients?filter=${name}:x`, bearer, 400],
        [`/wiki/api/v2/pages/${name}`, key, 400],
        [`/wiki/api/v2/pages?${name}=1`, key, 200],
        [`/wiki/api/v2/pages?sort=${name}`, key, 400],
        [`/wiki/rest/api/space/${name}`, key, 404],
        [`/api/shared_spaces/${name}/roles`, octane, 404],
        [`/api/shared_spaces/1001/api_accesses/${name}`, octane, 404],
        [`/api/shared_spaces/1001/api_accesses?fields=${name}`, octane, 400],
        [`/api/shared_spaces/1001/api_accesses?order_by=${name}`, octane, 400],
        [`/api/shared_spaces/1001/api_accesses?query="${name}%20EQ%20^x^"`, octane, 400],
        [`/api/shared_spaces/1001/${name}`, octane, 404],
        [`/__mock/${name}`, {}, 404],
        [`/__mock/journal?${name}=1`, {}, 400],
        [`/__mock/journal/${name}`, {}, 404],
        [`/dashboard/${name}`, {}, 404],
        [`/${name}`, {}, 404],
      ];
      for (const [path, headers, status] of asked) {
        const answer = await rawRequest(`${mock.url}${path}`, { headers });
        expect([path, answer.status]).toEqual([path, status]);
        expect(() => JSON.parse(answer.text) as unknown).not.toThrow();
      }
      for (const [method, path, body] of [
        ["POST", `/__mock/snapshots/${name}/restore`, "{}"],
        ["DELETE", `/__mock/faults/${name}`, ""],
        ["POST", "/__mock/options", `{"${name}":"x"}`],
        ["POST", "/__mock/faults", `{"effect":{"${name}":true}}`],
      ] as const) {
        const answer = await rawRequest(`${mock.url}${path}`, { method, headers: json, body });
        expect([path, answer.status === 400 || answer.status === 404]).toEqual([path, true]);
      }
    },
  );
});

describe("headers and addresses", () => {
  it("of more than 16 KB are refused by 431", async () => {
    expect(
      (await rawRequest(`${mock.url}/v1/roles`, { headers: { ...bearer, "X-Long": "x".repeat(17_000) } })).status,
    ).toBe(431);
    expect((await rawRequest(`${mock.url}/v1/roles?filter=${"x".repeat(17_000)}`, { headers: bearer })).status).toBe(
      431,
    );
    const many = Object.fromEntries(Array.from({ length: 1900 }, (_, index) => [`x-${String(index)}`, "abc"]));
    expect((await rawRequest(`${mock.url}/v1/roles`, { headers: many })).status).toBe(431);
  });

  it("of 15 KB are read", async () => {
    const answer = await rawRequest(`${mock.url}/v1/roles?unknown=${"x".repeat(15_000)}`, { headers: bearer });
    expect(answer.status).toBe(200);
  });
});

describe("a request that comes drop by drop", () => {
  /** Sends something at once, then a byte each second; what came back when the server had enough, and when. */
  const drip = async (start: string) => {
    const socket = connect(mock.port, "127.0.0.1");
    const began = performance.now();
    let answer = "";
    socket.setEncoding("latin1").on("data", (chunk: string) => (answer += chunk));
    socket.on("error", () => undefined);
    socket.write(start);
    const drops = setInterval(() => socket.write("x"), 1000);
    await once(socket, "close");
    clearInterval(drops);
    return { answer, seconds: (performance.now() - began) / 1000 };
  };

  it("is given up: its headers after ten seconds, its body after thirty", { timeout: 60_000 }, async () => {
    const head = "POST /v1/apiClients HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
    const [headers, body] = await Promise.all([drip(`${head}X-Slow: `), drip(`${head}Content-Length: 1000\r\n\r\n{`)]);
    expect(headers.answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(headers.seconds).toBeGreaterThan(9);
    expect(headers.seconds).toBeLessThan(20);
    expect(body.answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(body.seconds).toBeLessThan(45);
    expect((await rawRequest(`${mock.url}/v1/roles`, { headers: bearer })).status).toBe(200);
  });
});

describe("the journal", () => {
  /** Sends a body without saying how long it is. */
  const chunked = async (body: string | Buffer, headers: Record<string, string> = {}) => {
    const call = request(`${mock.url}/v1/apiClients`, {
      method: "POST",
      headers: { ...bearer, "Transfer-Encoding": "chunked", ...headers },
    });
    call.end(body);
    const [response] = (await once(call, "response")) as [IncomingMessage];
    await textOf(response);
  };
  const large = JSON.stringify({ comment: "x".repeat(900_000) });
  const omitted = () => mock.journal.exchanges().filter(({ request: { omitted } }) => omitted !== undefined).length;

  it("keeps the last thousand requests, in the order they came", async () => {
    for (let index = 0; index < 1010; index += 1) await rawRequest(`${mock.url}/v1/${String(index)}`);
    const paths = mock.journal.entries().map(({ path }) => path);
    expect([paths.length, paths[0], paths.at(-1)]).toEqual([1000, "/v1/10", "/v1/1009"]);
  });

  it("keeps no more than four million characters, however they were sent", async () => {
    for (let sent = 0; sent < 6; sent += 1) await post("/v1/apiClients", bearer, large);
    expect(omitted()).toBe(2);
    for (let sent = 0; sent < 6; sent += 1) await chunked(large);
    expect(omitted()).toBe(8);
    for (let sent = 0; sent < 6; sent += 1) await chunked(gzipSync(large), { "Content-Encoding": "gzip" });
    expect(omitted()).toBe(14);
  });
});

describe("a mistake of the server's own", () => {
  it("shows nobody where in its code it was", async () => {
    // Longer than any date can be, this once was one.
    const fault = { path: "/wiki", effect: { retryAfter: 1e15 } };
    expect((await post("/__mock/faults", json, JSON.stringify(fault))).status).toBe(400);
    expect((await post("/__mock/clock", json, '{"offsetMs":8600000000000000}')).status).toBe(400);
    expect((await post("/__mock/clock", json, '{"now":"9999-12-31T23:59:59.999Z","frozen":true}')).status).toBe(200);
    for (const path of ["/wiki/api/v2/admin-key", "/__mock/reset"]) {
      const answer = await post(path, key, "{}");
      expect(answer.status).toBe(200);
      expect(answer.text).not.toMatch(/\bat .*:\d+/);
    }
  });
});
