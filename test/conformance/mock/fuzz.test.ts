import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMockServer } from "../../../mock-server/mock.ts";
import type { MockServer } from "../../../mock-server/mock.ts";
import { rawRequest } from "./raw-request.ts";
import { PATIENCE_MS, runs, tries } from "../../tries.ts";

/* Requests made from the control API's own document, and bytes made from nothing. `npm run test:fuzz` for a thorough run. */

const REQUESTS = 500;

let mock: MockServer;
const mistakes: unknown[] = [];
beforeAll(async () => {
  mock = await startMockServer({ onError: error => mistakes.push(error) });
});
afterAll(() => mock.stop());

interface Document {
  readonly paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>;
}

describe(`${runs(REQUESTS)} generated requests`, () => {
  it("from the document of the control API: never a 500, always JSON", { timeout: PATIENCE_MS }, async () => {
    const { text } = await rawRequest(`${mock.url}/__mock/openapi.json`);
    const { paths } = JSON.parse(text) as Document;
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        // It goes on for as long as somebody listens, as it should.
        .filter(() => path !== "/__mock/journal/stream")
        .map(([method, { parameters = [] }]) => ({
          method: method.toUpperCase(),
          path,
          names: parameters.filter(parameter => parameter.in === "query").map(({ name }) => name),
        })),
    );
    const fields = [
      "name",
      "now",
      "advanceMs",
      "offsetMs",
      "frozen",
      "seed",
      "only",
      "effect",
      "sequence",
      "times",
      "path",
    ];
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom("demo", "empty", "/v1/*", 1e308, -1, "__proto__", { status: 599 }),
    );
    const body = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...fields, "__proto__", "constructor"), value));
    const request = fc.record({
      operation: fc.constantFrom(...operations),
      name: fc.oneof(fc.string({ maxLength: 10 }), fc.constantFrom("1", "__proto__", "..")),
      parameters: fc.array(fc.string({ maxLength: 8 }), { maxLength: 3 }),
      body,
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ operation: { method, path, names }, name, parameters, body: given }) => {
        const search = new URLSearchParams(
          parameters.map((text, index): [string, string] => [names[index] ?? "x", text]),
        ).toString();
        const content = JSON.stringify(given);
        // Node leaves the length out where a method seldom has a body.
        const headers = { "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(content)) };
        const answer = await rawRequest(`${mock.url}${path.replace("{name}", encodeURIComponent(name))}?${search}`, {
          method,
          ...(method === "GET" ? {} : { headers, body: content }),
        });
        expect(answer.status).toBeLessThan(500);
        expect(JSON.parse(answer.text)).toBeTypeOf("object");
        expect(answer.text).not.toMatch(/\n\s+at /);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      tries(REQUESTS),
    );
    expect(mistakes).toEqual([]);
  });

  it(
    "of raw bytes: the server is there afterwards, and its memory is not the larger",
    { timeout: PATIENCE_MS },
    async () => {
      await mock.reset();
      const lines = fc.constantFrom(
        ...[
          "GET / HTTP/1.1",
          "POST /v1/apiClients HTTP/1.1",
          "GET /%zz HTTP/1.1",
          "PUT /__mock/state HTTP/1.1",
          "\u0000",
        ],
        ...[
          "Host: 127.0.0.1",
          "Content-Length: 5",
          "Content-Length: -1",
          "Transfer-Encoding: chunked",
          "Expect: 100-continue",
        ],
        ...[
          "Content-Type: application/json",
          "Authorization: Bearer demo-confidence-token",
          "{}",
          "",
          "",
          "ffffffff",
          "a: \u0007",
        ],
      );
      const bytes = fc.oneof(
        fc.array(lines, { maxLength: 12 }).map(parts => Buffer.from(`${parts.join("\r\n")}\r\n\r\n`, "latin1")),
        fc.uint8Array({ maxLength: 200 }).map(content => Buffer.from(content)),
      );
      let before = 0;
      let count = 0;
      await fc.assert(
        fc.asyncProperty(bytes, async content => {
          const answer = await send(content);
          // And be it with a 400.
          expect(answer).toMatch(isBlank(content) ? /^$/ : /^HTTP\/1\.1 \d{3} /);
          expect(answer).not.toMatch(/^HTTP\/1\.1 500/);
          expect(answer).not.toMatch(/\n\s+at /);
          count += 1;
          if (count === Math.floor(runs(REQUESTS) / 2)) before = process.memoryUsage().heapUsed;
        }),
        tries(REQUESTS),
      );
      expect((await rawRequest(`${mock.url}/__mock/health`)).status).toBe(200);
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(100e6);
      expect(mistakes).toEqual([]);
    },
  );
});

/** What the server answers to these bytes, if anything. */
async function send(content: Buffer): Promise<string> {
  // Node drops a whole request whose client hangs up before it is answered: that one is sent once more, and waited for.
  return (await exchange(content, true)) || (isBlank(content) ? "" : exchange(content, false));
}

/** Empty lines before a request are none. */
const isBlank = (content: Buffer): boolean => /^[\r\n]*$/.test(content.toString("latin1"));

async function exchange(content: Buffer, hangsUp: boolean): Promise<string> {
  const socket = connect({ port: mock.port, host: "127.0.0.1", allowHalfOpen: true });
  let answer = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => (answer += chunk));
  const ended = new Promise<"ended">(resolve => {
    for (const event of hangsUp ? ["end", "error"] : ["data", "error"]) socket.once(event, () => resolve("ended"));
  });
  socket.write(content);
  if (hangsUp) socket.end();
  const outcome = await Promise.race([ended, delay(5000)]);
  socket.destroy();
  expect(outcome).toBe("ended");
  return answer;
}
