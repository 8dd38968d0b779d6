import { EnvHttpProxyAgent } from "undici";
import { describe, expect, onTestFinished, test } from "vitest";
import { describeError } from "../../../extension/core/errors.ts";
import { authority, type CertificateInit } from "../core/certificate.ts";
import { failure } from "../core/failure.ts";
import { request, testHttp } from "../core/http-client.ts";
import { deadPort, httpServer, json } from "../core/local-server.ts";
import { connectProxy, type ConnectProxy } from "./connect-proxy.ts";

/*
 * The way to a server through a real proxy for tunnels, to a name that only the proxy knows: each thing that is wrong on the way has words
 * and a next step.
 */

const HOST = "confidence.test";
const PASSWORD = "proxy-pass-7Fh3kQz";
const YEAR = 365 * 86_400_000;
const company = authority();

const serverWith = (init: CertificateInit) =>
  httpServer((_, response) => json(response, { ok: true }), company.issue(init));

async function proxyTo(port: number): Promise<ConnectProxy> {
  const proxy = await connectProxy("ada", PASSWORD);
  proxy.target = port;
  onTestFinished(() => proxy.stop());
  return proxy;
}

/** The policy over a fetch that goes through this proxy, and trusts the company's authority. */
function through(httpsProxy: string, noProxy = "") {
  const agent = new EnvHttpProxyAgent({
    httpsProxy,
    httpProxy: httpsProxy,
    noProxy,
    requestTls: { ca: company.cert },
    connect: { ca: company.cert },
  });
  onTestFinished(() => agent.close());
  return testHttp({
    fetch: (input, init) => {
      const choosing: object = { dispatcher: agent };
      return globalThis.fetch(input, { ...init, ...choosing });
    },
  });
}

describe("through a proxy", () => {
  test("that lets the person in, a request arrives", async () => {
    const server = await serverWith({ host: HOST });
    const proxy = await proxyTo(server.port);
    const http = through(`http://ada:${PASSWORD}@127.0.0.1:${proxy.port}`);
    const answer = await http.send(request("GET", `https://${HOST}:${server.port}/v1/apiClients`));
    expect(answer.text).toBe('{"ok":true}');
    expect(proxy.asked).toEqual([`${HOST}:${server.port} let in`]);
    expect(http.log.join("\n")).not.toContain(PASSWORD);
  });

  test.each(["", "eve:wrong-password@"])(
    "that does not (sign-in “%s”), the setting and the sign-in there are named",
    async signIn => {
      const server = await serverWith({ host: HOST });
      const proxy = await proxyTo(server.port);
      const http = through(`http://${signIn}127.0.0.1:${proxy.port}`);
      const error = await failure(http.send(request("POST", `https://${HOST}:${server.port}/`, { body: {} })));
      expect(describeError(error)).toBe(
        `The proxy did not let the request to ${HOST}:${server.port} through. Check the setting http.proxy and your sign-in there.`,
      );
      expect(error.outcomeUnknown).toBe(false);
      expect(server.received).toHaveLength(0);
    },
  );

  test("that is not there, it is said that nobody listens", async () => {
    const http = through(`http://127.0.0.1:${await deadPort()}`);
    const error = await failure(http.send(request("GET", `https://${HOST}/`)));
    expect(error.kind).toBe("unavailable");
    expect(error.hint).not.toBe("");
  });

  test("except for this host, the name is looked for without it", async () => {
    const server = await serverWith({ host: HOST });
    const proxy = await proxyTo(server.port);
    const http = through(`http://ada:${PASSWORD}@127.0.0.1:${proxy.port}`, HOST);
    const error = await failure(http.send(request("GET", `https://${HOST}:${server.port}/`)));
    expect(describeError(error)).toMatch(/There is no server named|can't be looked up now/u);
    expect(proxy.asked).toEqual([]);
  });

  test.each([
    [
      "has expired",
      { host: HOST, until: new Date(Date.now() - YEAR / 2) },
      /^The certificate of .+ has expired\. Tell whoever runs the server, and check this machine's clock\.$/u,
    ],
    [
      "is not valid yet",
      { host: HOST, from: new Date(Date.now() + YEAR / 2) },
      /^The certificate of .+ is not valid yet\. Check this machine's clock\.$/u,
    ],
    [
      "is another's",
      { host: "another.test" },
      /^The certificate that .+ shows is for another name\. Check the server's address; nothing was sent\.$/u,
    ],
  ])("to a server whose certificate %s, nothing is sent", async (_, init, says) => {
    const server = await serverWith(init);
    const proxy = await proxyTo(server.port);
    const http = through(`http://ada:${PASSWORD}@127.0.0.1:${proxy.port}`);
    const error = await failure(http.send(request("POST", `https://${HOST}:${server.port}/`, { body: {} })));
    expect(describeError(error)).toMatch(says);
    expect(error.outcomeUnknown).toBe(false);
    expect(server.received).toHaveLength(0);
  });
});
