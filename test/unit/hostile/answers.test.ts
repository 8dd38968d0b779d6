import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { ServerResponse } from "node:http";
import { describeError, ServiceError } from "../../../extension/core/errors.ts";
import { confidence } from "../../../extension/services/confidence/index.ts";
import { failure } from "../core/failure.ts";
import { httpServer, json, tcpServer } from "../core/local-server.ts";
import { afterSignIn, CANARY, openAt, rowsOf, victims } from "./services.ts";

/*
 * Answers made to harm, from a real server, to each of the services: each ends soon, in words with a next step, and nobody reads the
 * sign-in in them.
 */

const MEGABYTE = 1024 * 1024;
const SOON_MS = 8000;

/** A billion bytes as few as they get, made once. */
const gzipBomb = gzipSync(gzipLike(256));
const brotliBomb = brotliCompressSync(gzipLike(256), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
const twiceBomb = gzipSync(gzipBomb);
function gzipLike(megabytes: number): Buffer {
  return Buffer.alloc(megabytes * MEGABYTE, " ");
}

const send = (response: ServerResponse, body: string | Buffer, headers: Record<string, string> = {}): void =>
  void response.writeHead(200, { "content-type": "application/json", ...headers }).end(body);

interface Attack {
  readonly name: string;
  readonly answer: (response: ServerResponse) => void;
  readonly says: RegExp;
}

const TOO_LARGE = /^The answer is larger than 32 MB, which this service never sends\. Check the address/u;
const TOO_MANY_PARTS = /^The answer has more parts than this service ever sends\. Check the address/u;
const UNPACKABLE = /^The answer of .+ can't be unpacked\. Try again/u;
const NOT_KNOWN = /answered in a form that Keyporter does not know \(at .+\)\. Check the address/u;
const NO_JSON = /broke off or is not JSON\. Check the address of the connection, and whether a proxy/u;

const attacks: readonly Attack[] = [
  {
    name: "a gzip bomb of 256 MB",
    answer: response => send(response, gzipBomb, { "content-encoding": "gzip" }),
    says: TOO_LARGE,
  },
  {
    name: "a Brotli bomb of 256 MB",
    answer: response => send(response, brotliBomb, { "content-encoding": "br" }),
    says: TOO_LARGE,
  },
  {
    name: "a gzip bomb in a gzip",
    answer: response => send(response, twiceBomb, { "content-encoding": "gzip, gzip" }),
    says: TOO_LARGE,
  },
  {
    name: "a hundred encodings, one in the other",
    answer: response => send(response, gzipBomb, { "content-encoding": Array(100).fill("gzip").join(", ") }),
    says: UNPACKABLE,
  },
  {
    name: "gzip that is none",
    answer: response => send(response, '{"apiClients":[]}', { "content-encoding": "gzip" }),
    says: UNPACKABLE,
  },
  {
    name: "10 MB of something else",
    answer: response => send(response, JSON.stringify({ x: "a".repeat(10 * MEGABYTE) })),
    says: NOT_KNOWN,
  },
  {
    name: "a list of a million rows",
    answer: response =>
      send(
        response,
        ((rows: string) => `{"total_count":1,"apiClients":[${rows}],"data":[${rows}],"accountId":[${rows}]}`)(
          Array(1_000_000).fill("1").join(","),
        ),
      ),
    says: /many more than were asked for|does not know/u,
  },
  {
    name: "24 MB of empty objects",
    answer: response => send(response, `[${Array(8e6).fill("{}").join(",")}]`),
    says: TOO_MANY_PARTS,
  },
  {
    name: "JSON a hundred thousand deep",
    answer: response =>
      send(response, `{"apiClients":${"[".repeat(1e5)}${"]".repeat(1e5)},"data":${"[".repeat(1e5)}${"]".repeat(1e5)}}`),
    says: NOT_KNOWN,
  },
  {
    name: "JSON a million deep",
    answer: response =>
      send(response, `{"apiClients":${"[".repeat(1e6)}${"]".repeat(1e6)},"data":${"[".repeat(1e6)}${"]".repeat(1e6)}}`),
    says: TOO_MANY_PARTS,
  },
  { name: "JSON that opens for ever", answer: response => send(response, '{"a":'.repeat(2e6)), says: TOO_MANY_PARTS },
  {
    name: "numbers without an end",
    answer: response => send(response, `{"apiClients":${"9".repeat(MEGABYTE)},"data":[],"total_count":"1e999"}`),
    says: NOT_KNOWN,
  },
  {
    name: "a page of HTML that says JSON",
    answer: response => send(response, "<html><script>alert(1)</script>"),
    says: /answered with a web page instead of data/u,
  },
  {
    name: "JSON in UTF-16 that says UTF-16",
    answer: response =>
      send(response, Buffer.from('{"apiClients":[]}', "utf16le"), {
        "content-type": "application/json; charset=utf-16",
      }),
    says: NO_JSON,
  },
  { name: "bytes that are no text", answer: response => send(response, Buffer.alloc(1000, 0xff)), says: NO_JSON },
  {
    name: "a picture",
    answer: response => send(response, Buffer.from("89504e470d0a1a0a", "hex"), { "content-type": "image/png" }),
    says: NO_JSON,
  },
  {
    name: "a status from nowhere",
    answer: response => void response.writeHead(599).end("?"),
    says: /can't answer now \(599\)\. Try again/u,
  },
  {
    name: "an error of 10 MB with markup, colours and the sign-in in it",
    answer: response =>
      json(
        response,
        {
          message: `\u001b[31m[Fix it](command:workbench.action.quit) <img src=x> \u202e${CANARY} ${"x".repeat(10 * MEGABYTE)}`,
          errors: [{ title: `\u001b[31m[Fix it](command:x) ${CANARY}`, detail: "x".repeat(MEGABYTE) }],
        },
        400,
      ),
    says: /refused what was sent \(400\)\. It says: “[^]{20,330}…?”\. Correct what was entered/u,
  },
  {
    name: "an error that is nothing but secrets",
    answer: response =>
      json(
        response,
        {
          message: "secret ".repeat(500_000),
          tokens: Array.from({ length: 500_000 }, (_, index) => `token-${String(index)}`),
        },
        400,
      ),
    says: /refused what was sent \(400\)/u,
  },
  {
    name: "a wait of ten thousand years",
    answer: response => json(response, {}, 429, { "retry-after": "315360000000" }),
    says: /asks to slow down \(429\)\. Try again in a minute\.$/u,
  },
  {
    name: "a wait without an end",
    answer: response => json(response, {}, 429, { "retry-after": "1e999" }),
    says: /asks to slow down \(429\)\. Try again in a minute\.$/u,
  },
];

test.each(attacks)(
  "sent $name, gives it up with words",
  async ({ answer, says }) => {
    const server = await httpServer((_, response) => answer(response));
    const { session, log } = openAt(confidence, server.url);
    const before = process.memoryUsage.rss();
    const started = performance.now();
    const error = await failure(session.verify(new AbortController().signal));

    expect(describeError(error)).toMatch(says);
    expect(performance.now() - started).toBeLessThan(SOON_MS);
    // The bombs hold 256 MB; what is read of them is 32.
    expect(process.memoryUsage.rss() - before).toBeLessThan(400 * MEGABYTE);
    isHarmless(error, log);
  },
  20_000,
);

describe.each(victims)("$name, asked for a list behind a sign-in", ({ service }) => {
  test.each(attacks)(
    "and sent $name, ends soon and leaks nothing",
    async ({ answer }) => {
      const server = await httpServer(afterSignIn((_, response) => answer(response)));
      const { session, log } = openAt(service, server.url);
      const started = performance.now();
      const outcome = await rowsOf(session).catch((error: unknown) => error);
      expect(performance.now() - started).toBeLessThan(2 * SOON_MS);
      if (outcome instanceof ServiceError) isHarmless(outcome, log);
      // What is no answer of Confluence's is still a success: its admin key has no property that must be there.
      else expect(outcome).toMatchObject([{ kind: "admin key" }]);
      expect(log.join("\n")).not.toContain(CANARY);
    },
    40_000,
  );
});

describe.each(victims)("$name, talked to", ({ service }) => {
  const patience = { timeoutMs: 400 };

  test.each([
    {
      name: "one byte now and then, for ever",
      head: "HTTP/1.1 200 OK\r\n\r\n{",
      more: " ",
      says: /did not answer in time/u,
    },
    {
      name: "one header now and then, for ever",
      head: "HTTP/1.1 200 OK\r\n",
      more: "a: b\r\n",
      says: /did not answer in time/u,
    },
    {
      name: "one interim answer after the other",
      head: "",
      more: "HTTP/1.1 103 Early Hints\r\n\r\n",
      says: /did not answer in time|HTTP|reached|broke/u,
    },
  ])("in a trickle ($name), stops listening after its patience", async ({ head, more, says }) => {
    const server = await tcpServer(socket => {
      socket.write(head);
      const timer = setInterval(() => socket.write(more), 20);
      socket.once("close", () => clearInterval(timer));
    });
    const { session, log } = openAt(service, server.url, patience);
    const started = performance.now();
    const error = await failure(session.verify(new AbortController().signal));
    expect(describeError(error)).toMatch(says);
    expect(performance.now() - started).toBeLessThan(4000);
    isHarmless(error, log);
  });

  test("in headers that never end, says so", async () => {
    const server = await tcpServer(socket => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const line = `x: ${"y".repeat(1000)}\r\n`;
      const timer = setInterval(() => {
        for (let count = 0; count < 100; count++) socket.write(line);
      }, 1);
      socket.once("close", () => clearInterval(timer));
    });
    const { session, log } = openAt(service, server.url);
    const error = await failure(session.verify(new AbortController().signal));
    expect(describeError(error)).toMatch(/begins with more than any server has to say there/u);
    isHarmless(error, log);
  });
});

/** Nothing in it is a link, a colour or the sign-in, and there is something to do next. */
function isHarmless(error: ServiceError, log: readonly string[]): void {
  const said = [describeError(error), error.said ?? "", ...log].join("\n");
  expect(said).not.toContain(CANARY);
  expect(said).not.toMatch(/\]\(|\$\(/u);
  expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/u);
  expect(error.message.length).toBeLessThan(600);
  expect(error.hint ?? "").not.toBe("");
}
