import { Agent } from "undici";
import { describe, expect, onTestFinished, test } from "vitest";
import { networkError } from "../../../extension/core/network-errors.ts";
import { authority, type CertificateInit, selfSigned } from "./certificate.ts";
import { failure } from "./failure.ts";
import { request, testHttp } from "./http-client.ts";
import { deadPort, httpServer, json, tcpServer } from "./local-server.ts";

/** What a person reads when a GET to this address fails, the address itself replaced. */
async function sentenceFor(url: string, fetch?: typeof globalThis.fetch): Promise<string> {
  const error = await failure(testHttp(fetch === undefined ? {} : { fetch }).send(request("GET", url)));
  return `${error.kind}: ${error.message} ${error.hint ?? ""}`.replaceAll(new URL(url).host, "HOST");
}

describe("nobody there", () => {
  test("nothing listens", async () => {
    expect(await sentenceFor(`http://127.0.0.1:${await deadPort()}`)).toMatchInlineSnapshot(
      `"unavailable: Nobody listens at HOST. Check the address and the port, and whether the server runs."`,
    );
  });

  test("a create that can't have arrived is known not to have happened", async () => {
    const error = await failure(testHttp().send(request("POST", `http://127.0.0.1:${await deadPort()}`, { body: {} })));
    expect(error.outcomeUnknown).toBe(false);
  });

  test("no such name", async () => {
    expect(await sentenceFor("https://no-such-server.invalid")).toMatch(
      /^unavailable: (?:There is no server named HOST\. Check the server's address in the connection, and your network\.|The name HOST can't be looked up now\. Are you offline\?)$/u,
    );
  });

  test.each([
    ["EHOSTUNREACH", "There is no way to iam.example.com from this network."],
    ["ENETUNREACH", "There is no way to iam.example.com from this network."],
    ["ETIMEDOUT", "iam.example.com did not answer in time."],
    ["UND_ERR_CONNECT_TIMEOUT", "iam.example.com did not answer in time."],
    ["CERT_NOT_YET_VALID", "The certificate of iam.example.com is not valid yet."],
  ])("%s, which a test can't bring about", (code, message) => {
    const cause = Object.assign(new Error("low level"), { code });
    const error = networkError(new TypeError("fetch failed", { cause }), "iam.example.com");
    expect(error).toMatchObject({ kind: "unavailable", message, outcomeUnknown: false });
    expect(error.hint).toBeTruthy();
  });

  test.each(["toString", "constructor", "__proto__"])("%s is a code like any other", code => {
    const error = networkError(Object.assign(new Error("low level"), { code }), "iam.example.com");
    expect(error).toMatchObject({ kind: "unavailable", message: "iam.example.com can't be reached." });
  });

  test("several addresses that all fail are one message", () => {
    const attempts = [1, 2].map(() => Object.assign(new Error("connect"), { code: "ECONNREFUSED" }));
    const error = networkError(new TypeError("fetch failed", { cause: new AggregateError(attempts) }), "localhost:1");
    expect(error.message).toBe("Nobody listens at localhost:1.");
  });

  test("a proxy that refuses is named as the one who refused", () => {
    const cause = new Error("Proxy response (407) !== 200 when HTTP Tunneling");
    const error = networkError(new TypeError("fetch failed", { cause }), "iam.example.com");
    expect(`${error.message} ${error.hint ?? ""}`).toBe(
      "The proxy did not let the request to iam.example.com through. Check the setting http.proxy and your sign-in there.",
    );
  });
});

describe("the certificate", () => {
  test("is self-signed", async () => {
    const server = await httpServer((_, response) => json(response, {}), selfSigned());
    expect(await sentenceFor(server.url)).toMatchInlineSnapshot(
      `"unavailable: The certificate of HOST is not signed by an authority that is trusted here. If your company has an authority of its own, edit the connection and choose that authority's certificate file (CA file), or install it in the system's certificate store."`,
    );
    expect(server.received).toHaveLength(0);
  });

  /** A server with a certificate of an authority that the client trusts, so that only its own flaw is left. */
  async function trusted(init: CertificateInit): Promise<string> {
    const own = authority();
    const server = await httpServer((_, response) => json(response, {}), own.issue(init));
    const dispatcher = new Agent({ connect: { ca: own.cert } });
    onTestFinished(() => dispatcher.close());
    // Node's types and undici's own describe the same dispatcher differently.
    const choosing: object = { dispatcher };
    const withAuthority: typeof globalThis.fetch = (input, more) => globalThis.fetch(input, { ...more, ...choosing });
    const outcome = await testHttp({ fetch: withAuthority })
      .send(request("GET", server.url))
      .then(
        ({ status }) => `status ${status}`,
        () => sentenceFor(server.url, withAuthority),
      );
    return outcome;
  }

  test("is fine", async () => {
    expect(await trusted({})).toBe("status 200");
  });

  test("has expired", async () => {
    expect(await trusted({ until: new Date(Date.now() - 86_400_000) })).toMatchInlineSnapshot(
      `"unavailable: The certificate of HOST has expired. Tell whoever runs the server, and check this machine's clock."`,
    );
  });

  test("is not valid yet", async () => {
    expect(await trusted({ from: new Date(Date.now() + 86_400_000) })).toMatchInlineSnapshot(
      `"unavailable: The certificate of HOST is not valid yet. Check this machine's clock."`,
    );
  });

  test("is for another name", async () => {
    expect(await trusted({ host: "other.example.com" })).toMatchInlineSnapshot(
      `"unavailable: The certificate that HOST shows is for another name. Check the server's address; nothing was sent."`,
    );
  });
});

describe("not what was expected", () => {
  test("http where https was asked for", async () => {
    const server = await httpServer((_, response) => json(response, {}));
    expect(await sentenceFor(server.url.replace("http:", "https:"))).toMatchInlineSnapshot(
      `"unavailable: HOST does not speak TLS on this port, or speaks a version that is too old. Check whether the address should begin with http: or has another port."`,
    );
  });

  test("https where http was asked for", async () => {
    const server = await httpServer((_, response) => json(response, {}), selfSigned());
    expect(await sentenceFor(server.url.replace("https:", "http:"))).toMatchInlineSnapshot(
      `"unavailable: HOST broke off the connection. Try again in a moment."`,
    );
  });

  test("something that is no web server is not asked again", async () => {
    let connections = 0;
    const server = await tcpServer((socket, count) => {
      connections = count;
      socket.end("220 mail.example.com ESMTP ready\r\n");
    });
    expect(await sentenceFor(server.url)).toMatchInlineSnapshot(
      `"protocol: HOST does not speak HTTP. Check the address and the port of the connection."`,
    );
    expect(connections).toBe(1);
  });

  test("the connection is cut before an answer", async () => {
    const server = await httpServer((_, response) => response.destroy());
    expect(await sentenceFor(server.url)).toMatchInlineSnapshot(
      `"unavailable: HOST broke off the connection. Try again in a moment."`,
    );
  });

  test("the connection is cut in the middle of the body", async () => {
    const server = await httpServer((_, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write('{"apiClients":[', () => response.destroy());
    });
    expect(await sentenceFor(server.url)).toMatchInlineSnapshot(
      `"unavailable: HOST broke off the connection. Try again in a moment."`,
    );
  });
});
