import { describe, expect, test } from "vitest";
import { describeError } from "../../../extension/core/errors.ts";
import { createCookies } from "../../../extension/services/octane/cookies.ts";
import { octane } from "../../../extension/services/octane/index.ts";
import { failure } from "../core/failure.ts";
import { httpServer, json } from "../core/local-server.ts";
import { afterSignIn, CANARY, openAt, rowsOf, victims } from "./services.ts";

const never = new AbortController().signal;

/** Where no sign-in may go, and the name of the place in words. */
const ELSEWHERE = [
  ["file:///etc/passwd", "file:"],
  ["data:application/json,{}", "data:"],
  ["javascript:alert(1)", "javascript:"],
  ["command:workbench.action.quit", "command:"],
  ["//evil.example/x", "evil.example"],
  ["https://evil.example/x", "evil.example"],
  ["ftp://evil.example/", "evil.example"],
  ["\\\\evil.example\\x", "evil.example"],
] as const;

describe.each(victims)("$name, sent on", ({ service }) => {
  test.each(ELSEWHERE)("to %s, does not go and says where it would have led", async (location, place) => {
    const server = await httpServer((_, response) => response.writeHead(302, { location }).end());
    const { session, log } = openAt(service, server.url);
    const error = await failure(session.verify(never));
    expect(describeError(error)).toBe(
      `127.0.0.1:${server.port} wants to send this request on to ${place}. That was refused, because it carries your sign-in. If the service has moved, change the address of the connection.`,
    );
    // Confidence is asked two things at once.
    expect(server.received.length).toBeLessThanOrEqual(2);
    expect(log.join("\n")).not.toContain(CANARY);
  });

  test("to itself as somebody else, does not go", async () => {
    const server = await httpServer((_, response) =>
      response.writeHead(302, { location: `http://mallory:${CANARY}@127.0.0.1:${server.port}/` }).end(),
    );
    const { session, log } = openAt(service, server.url);
    const error = await failure(session.verify(never));
    expect(error.message).toMatch("wants to send this request on");
    expect(`${describeError(error)} ${log.join("\n")}`).not.toContain(CANARY);
    expect(server.received.length).toBeLessThanOrEqual(2);
  });

  test("to the same host on another port or scheme, does not go", async () => {
    const elsewhere = await httpServer((_, response) => json(response, {}));
    for (const location of [
      elsewhere.url,
      `https://127.0.0.1:${elsewhere.port}`,
      elsewhere.url.replace("127.0.0.1", "localhost"),
    ]) {
      const server = await httpServer((_, response) => response.writeHead(307, { location }).end());
      const error = await failure(openAt(service, server.url).session.verify(never));
      expect(error.kind).toBe("protocol");
    }
    expect(elsewhere.received).toHaveLength(0);
  });
});

/* The first request of Octane's is a POST, which is never sent on: what its list does, with the cookies of a sign-in, is another matter. */
describe.each(victims)("$name, signed in and reading a list, sent on", ({ service }) => {
  const listSentOn = async (location: string, status = 302) => {
    const server = await httpServer(
      afterSignIn((_, response) => response.writeHead(status, { location: location.replace("SELF", own) }).end()),
    );
    const own = `127.0.0.1:${server.port}`;
    const { session, log } = openAt(service, server.url);
    const error = await failure(rowsOf(session));
    expect(`${describeError(error)} ${log.join("\n")}`).not.toContain(CANARY);
    expect(error).toMatchObject({ kind: "protocol" });
    const reading = server.received.filter(({ method }) => method === "GET");
    return { said: describeError(error), reading, own };
  };

  test.each(ELSEWHERE)("to %s, does not go and says where it would have led", async (location, place) => {
    const { said, own } = await listSentOn(location);
    expect(said).toContain(`${own} wants to send this request on to ${place}. That was refused`);
  });

  test.each([301, 302, 303, 307, 308])("with %i to a server that listens, asks it nothing", async status => {
    const elsewhere = await httpServer((_, response) => json(response, { total_count: 0, data: [] }));
    for (const location of [elsewhere.url, elsewhere.url.replace("127.0.0.1", "localhost")])
      expect((await listSentOn(location, status)).said).toContain("wants to send this request on");
    expect(elsewhere.received).toEqual([]);
  });

  test("to itself as somebody else, does not go", async () => {
    expect((await listSentOn("http://mallory:x@SELF/here")).said).toContain("wants to send this request on");
  });

  test("in circles, comes to an end", async () => {
    const { said, own, reading } = await listSentOn("/round/and/round");
    expect(said).toBe(`${own} redirects in a circle. Check the address of the connection.`);
    expect(reading.length).toBeLessThan(30);
  });
});

describe("Octane's cookies", () => {
  const cookiesOf = async (setCookie: readonly string[]): Promise<readonly string[]> => {
    const seen: string[] = [];
    const { createServer } = await import("node:http");
    const server = createServer((request, response) => {
      seen.push(request.headers.cookie ?? "");
      response.setHeader("set-cookie", [...setCookie]);
      json(response, { total_count: 0, data: [] });
    });
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    await rowsOf(openAt(octane, `http://127.0.0.1:${address.port}`).session).catch(() => undefined);
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    return seen;
  };

  test("that are said to be for another host are not taken", async () => {
    const sent = await cookiesOf([
      "mine=1; Path=/",
      "theirs=2; Domain=evil.example",
      "com=3; domain=.com",
      "half=4; Domain=7.0.0.1",
      "here=5; Domain=127.0.0.1",
    ]);
    expect(sent.at(-1)).toBe("mine=1; here=5");
  });

  test("without an end do not make the requests grow without one", async () => {
    const sent = await cookiesOf(Array.from({ length: 200 }, (_, index) => `c${index}=${"x".repeat(50)}`));
    expect(sent.at(-1)?.split("; ")).toHaveLength(50);
  });

  test("with line breaks or letters that no header has send nothing at all", () => {
    const cookies = createCookies("octane.example");
    const headers = new Headers();
    headers.append("set-cookie", "a=b\u00e9; Path=/");
    cookies.absorb(headers);
    expect(cookies.header()).not.toMatch(/[\r\n]/u);
  });

  test("of one connection are never another's", async () => {
    const seen: (string | undefined)[] = [];
    const { createServer } = await import("node:http");
    const server = createServer((request, response) => {
      seen.push(request.headers.cookie);
      json(response, { total_count: 0, data: [] }, 200, { "set-cookie": `s${seen.length}=1` });
    });
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const url = `http://127.0.0.1:${address.port}`;
    await rowsOf(openAt(octane, url).session);
    const before = seen.length;
    await rowsOf(openAt(octane, url).session);
    expect(seen[before]).toBeUndefined();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
});
