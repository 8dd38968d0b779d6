import { describe, expect, test } from "vitest";
import { cancellable } from "../../../extension/core/cancellable.ts";
import { pause } from "../../../extension/core/pause.ts";
import { failure } from "./failure.ts";
import { request, testHttp } from "./http-client.ts";
import { httpServer, json } from "./local-server.ts";

const CANARY = "canary-7Fh3kQz91LmX";
const never = new AbortController().signal;

describe("one exchange", () => {
  test("sends JSON and gives back status, headers and text, whatever the status", async () => {
    const server = await httpServer((_, response) => json(response, { message: "teapot" }, 418, { "x-kind": "pot" }));
    const answer = await testHttp().send(request("POST", `${server.url}/brew?cups=2`, { body: { sugar: true } }));

    expect(answer).toMatchObject({ status: 418, text: '{"message":"teapot"}' });
    expect(answer.headers.get("x-kind")).toBe("pot");
    expect(server.received).toEqual([
      { method: "POST", path: "/brew?cups=2", authorization: undefined, body: '{"sugar":true}' },
    ]);
  });

  test("a body in several pieces keeps characters that were cut in two", async () => {
    const server = await httpServer((_, response) => {
      const bytes = Buffer.from('{"name":"Çağrı 📞"}');
      response.writeHead(200);
      for (const byte of bytes) response.write(Buffer.from([byte]));
      response.end();
    });
    expect((await testHttp().send(request("GET", server.url))).text).toBe('{"name":"Çağrı 📞"}');
  });
});

describe("time and cancel", () => {
  test("a server that never answers is given up after the timeout, and is not waited for again", async () => {
    const server = await httpServer(() => undefined);
    const started = performance.now();
    const error = await failure(testHttp({ timeoutMs: 150 }).send(request("GET", server.url)));

    expect(error).toMatchObject({ kind: "unavailable", outcomeUnknown: true });
    expect(error.message).toBe(`127.0.0.1:${server.port} did not answer in time.`);
    expect(error.hint).toBe("Try again; if it stays like this, check your network or proxy.");
    expect(performance.now() - started).toBeLessThan(1000);
    expect(server.received).toHaveLength(1);
  });

  test("the timeout also counts while the body is on its way", async () => {
    const server = await httpServer((_, response) => response.writeHead(200).write('{"apiClients":['));
    const error = await failure(testHttp({ timeoutMs: 150 }).send(request("GET", server.url)));
    expect(error.message).toMatch("did not answer in time");
  });

  test("a cancel ends the request at once and is told apart from failures", async () => {
    const server = await httpServer(() => undefined);
    const abort = new AbortController();
    const reading = failure(testHttp().send(request("GET", server.url, { signal: abort.signal })));
    while (server.received.length === 0) await pause(5, never);
    abort.abort();
    expect(await reading).toMatchObject({ kind: "cancelled", outcomeUnknown: false });
  });

  test("a time limit of whoever asks is no cancel, and is told", async () => {
    const server = await httpServer(() => undefined);
    const reading = failure(testHttp().send(request("GET", server.url, { signal: AbortSignal.timeout(50) })));
    expect(await reading).toMatchObject({
      kind: "unavailable",
      message: `127.0.0.1:${server.port} did not answer in time.`,
    });
    expect(await failure(pause(1000, AbortSignal.timeout(10)))).toMatchObject({ kind: "unavailable" });
    expect(await failure(cancellable(new Promise(() => undefined), AbortSignal.timeout(10)))).toMatchObject({
      kind: "unavailable",
    });
  });

  test("a cancelled write may have been carried out", async () => {
    const server = await httpServer(() => undefined);
    const abort = new AbortController();
    const writing = failure(testHttp().send(request("POST", server.url, { signal: abort.signal, body: {} })));
    while (server.received.length === 0) await pause(5, never);
    abort.abort();
    expect(await writing).toMatchObject({ kind: "cancelled", outcomeUnknown: true });
  });

  test("a cancel also ends the wait between two attempts", async () => {
    const server = await httpServer((_, response) => json(response, {}, 429, { "retry-after": "9" }));
    const abort = new AbortController();
    const reading = failure(testHttp().send(request("GET", server.url, { signal: abort.signal })));
    while (server.received.length === 0) await pause(5, never);
    await pause(50, never);
    abort.abort();
    expect((await reading).kind).toBe("cancelled");
  });

  test("what was cancelled before it began is not sent", async () => {
    const server = await httpServer((_, response) => json(response, {}));
    const error = await failure(testHttp().send(request("GET", server.url, { signal: AbortSignal.abort() })));
    expect(error.kind).toBe("cancelled");
    expect(server.received).toHaveLength(0);
  });
});

describe("what may be sent where", () => {
  test.each(["http://iam.example.com/v1", "http://192.168.1.5/", "http://127.0.0.1.example.com/", "ftp://127.0.0.1/"])(
    "%s is refused before anything is sent",
    async url => {
      let calls = 0;
      const http = testHttp({ fetch: () => Promise.reject(new Error(`call ${++calls}`)) });
      const error = await failure(http.send(request("GET", url, { headers: { authorization: `Bearer ${CANARY}` } })));
      expect(error.kind).toBe("protocol");
      expect(error.message).toMatch("Keyporter sends credentials only over https:");
      expect(error.hint).toBe("Change the address of the connection.");
      expect(calls).toBe(0);
    },
  );

  test("a redirect within the origin is followed, with the sign-in", async () => {
    const server = await httpServer(({ path }, response) =>
      path === "/old" ? response.writeHead(308, { location: "/new" }).end() : json(response, { here: true }),
    );
    const authorization = `Bearer ${CANARY}`;
    const answer = await testHttp().send(request("GET", `${server.url}/old`, { headers: { authorization } }));
    expect(answer.text).toBe('{"here":true}');
    expect(server.received.map(({ path, authorization }) => [path, authorization])).toEqual([
      ["/old", authorization],
      ["/new", authorization],
    ]);
  });

  test("a redirect to another origin is refused; the other server hears nothing", async () => {
    const elsewhere = await httpServer((_, response) => json(response, {}));
    const server = await httpServer((_, response) =>
      response.writeHead(302, { location: `${elsewhere.url}/phish` }).end(),
    );
    const error = await failure(
      testHttp().send(request("GET", server.url, { headers: { authorization: `Bearer ${CANARY}` } })),
    );
    expect(error.kind).toBe("protocol");
    expect(error.message).toBe(
      `127.0.0.1:${server.port} wants to send this request on to 127.0.0.1:${elsewhere.port}. That was refused, because it carries your sign-in.`,
    );
    expect(error.hint).toBe("If the service has moved, change the address of the connection.");
    expect(elsewhere.received).toHaveLength(0);
    expect(server.received).toHaveLength(1);
  });

  test.each(["http://[", "", "javascript:alert(1)"])("a redirect to “%s” is no crash", async location => {
    const server = await httpServer((_, response) => response.writeHead(302, { location }).end());
    const error = await failure(testHttp().send(request("GET", server.url)));
    expect(error.kind).toBe("protocol");
  });

  test("a redirected write is not repeated, even within the origin", async () => {
    const server = await httpServer((_, response) => response.writeHead(307, { location: "/new" }).end());
    const error = await failure(testHttp().send(request("POST", server.url, { body: {} })));
    expect(error.kind).toBe("protocol");
    expect(server.received).toHaveLength(1);
  });

  test("redirects in a circle end", async () => {
    const server = await httpServer((_, response) => response.writeHead(302, { location: "/" }).end());
    const error = await failure(testHttp().send(request("GET", server.url)));
    expect(error.message).toBe(`127.0.0.1:${server.port} redirects in a circle.`);
    expect(server.received.length).toBeLessThanOrEqual(6);
  });

  test("a sign-in that can't stand in a header is named as the reason, without its value and without a request", async () => {
    const server = await httpServer((_, response) => json(response, {}));
    for (const token of [`${CANARY}\n${CANARY}`, `${CANARY}…`]) {
      const http = testHttp();
      const error = await failure(
        http.send(request("GET", server.url, { headers: { authorization: `Bearer ${token}` } })),
      );
      expect(error.kind).toBe("unauthenticated");
      expect(error.message).toBe("The sign-in holds a character that can't be sent, such as a line break.");
      expect(error.hint).toBe("Copy it again in one piece, and sign in again.");
      expect(`${String(error.cause)} ${http.log.join("\n")}`).not.toContain(CANARY);
    }
    expect(server.received).toHaveLength(0);
  });
});

describe("a body that is too large", () => {
  test("is refused without being read to its end", async () => {
    const chunk = Buffer.alloc(1024 * 1024, "a");
    let sent = 0;
    const server = await httpServer((_, response) => {
      response.writeHead(200);
      const more = (): void => {
        if (sent >= 200 || response.destroyed) return;
        sent++;
        response.write(chunk, more);
      };
      more();
    });
    const error = await failure(testHttp().send(request("GET", server.url)));
    expect(error.kind).toBe("protocol");
    expect(error.message).toBe("The answer is larger than 32 MB, which this service never sends.");
    expect(error.hint).toBe("Check the address of the connection.");
    expect(sent).toBeLessThan(200);
    expect(server.received).toHaveLength(1);
  });
});

describe("the log", () => {
  test("has one line for each exchange: method, address without query, status, duration", async () => {
    const server = await httpServer((_, response) => json(response, {}));
    const http = testHttp();
    await http.send(request("GET", `${server.url}/v1/apiClients?filter=private`));
    expect(http.log).toEqual([expect.stringMatching(new RegExp(`^GET ${server.url}/v1/apiClients 200 \\d+ ms$`, "u"))]);
  });

  test("says what became of a request that got no answer", async () => {
    const server = await httpServer((_, response) => response.destroy());
    const http = testHttp();
    await failure(http.send(request("DELETE", `${server.url}/v1/apiClients/a`)));
    expect(http.log).toEqual([expect.stringMatching(/^DELETE .*\/v1\/apiClients\/a unavailable \d+ ms$/u)]);
  });

  test("holds no secret, wherever it stood: header, body, path, answer", async () => {
    const server = await httpServer((_, response) => json(response, { clientSecret: CANARY, said: CANARY }));
    const http = testHttp();
    await http.send(
      request("POST", `${server.url}/reset/${CANARY}?token=${CANARY}`, {
        headers: { authorization: `Bearer ${CANARY}` },
        body: { clientSecret: CANARY },
      }),
    );
    expect(http.log).toHaveLength(1);
    expect(http.log.join("\n")).not.toContain(CANARY);
  });
});
