import { writeFile, utimes, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { privateHttps, type PrivateHttp } from "../../../extension/private-ca/private-http.ts";
import { authority } from "../core/certificate.ts";
import { failure } from "../core/failure.ts";
import { request, testHttp } from "../core/http-client.ts";
import { httpServer, json, type LocalServer } from "../core/local-server.ts";
import { bundled, temporaryFolder } from "./undici-bundle.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let undici = "";
beforeAll(async () => {
  folder = await temporaryFolder();
  undici = join(folder.path, "undici.cjs");
  await bundled("extension/private-ca/undici-entry.ts", undici);
});
afterAll(() => folder[Symbol.asyncDispose]());

let files = 0;
async function caFile(content: string): Promise<string> {
  const path = join(folder.path, `ca-${++files}.pem`);
  await writeFile(path, content);
  return path;
}

function trusting(file: string, bundle = undici): PrivateHttp {
  const made = privateHttps({
    fetch: (...call) => globalThis.fetch(...call),
    log: () => undefined,
    retryBaseMs: 1,
    undici: bundle,
  })(file);
  onTestFinished(() => made.dispose());
  return made;
}

const company = authority();
const companyServer = (): Promise<LocalServer> =>
  httpServer((_, response) => json(response, { ok: true }), company.issue());

describe("a server with a certificate of a private authority", () => {
  test("is refused without the authority's file, and the message says how it would be accepted", async () => {
    const server = await companyServer();
    const error = await failure(testHttp().send(request("GET", server.url)));
    expect(error.message).toMatch(/is not signed by an authority that is trusted here\.$/u);
    expect(error.hint).toMatch(/edit the connection and choose that authority's certificate file/u);
    expect(server.received).toHaveLength(0);
  });

  test("is accepted with it, and others still refuse it", async () => {
    const server = await companyServer();
    const { http } = trusting(await caFile(company.cert));
    expect((await http.send(request("GET", server.url))).status).toBe(200);
    expect((await http.send(request("POST", server.url, { body: { a: 1 } }))).status).toBe(200);
    await failure(testHttp().send(request("GET", server.url)));
  });

  test("is refused with the file of another authority of the same name", async () => {
    const server = await companyServer();
    const { http } = trusting(await caFile(authority().cert));
    expect((await failure(http.send(request("GET", server.url)))).message).toMatch(/not signed by an authority/u);
  });

  test("must still be the server that it says it is", async () => {
    const server = await httpServer((_, response) => json(response, {}), company.issue({ host: "other.example.com" }));
    const { http } = trusting(await caFile(company.cert));
    expect((await failure(http.send(request("GET", server.url)))).message).toMatch(/is for another name/u);
  });
});

describe("the file", () => {
  test("is read again once it has changed", async () => {
    const server = await companyServer();
    const file = await caFile(authority().cert);
    const { http } = trusting(file);
    await failure(http.send(request("GET", server.url)));

    await writeFile(file, company.cert);
    await utimes(file, new Date(), new Date(Date.now() + 5000));
    expect((await http.send(request("GET", server.url))).status).toBe(200);

    await rm(file);
    const error = await failure(http.send(request("GET", server.url)));
    expect(error.message).toBe(`The file of the certificate authority, ${file}, is not there.`);
    expect(server.received).toHaveLength(1);
  });

  test("that is no certificate is one clear error, and mending it is enough", async () => {
    const server = await companyServer();
    const file = await caFile("nothing of use");
    const { http } = trusting(file);
    expect((await failure(http.send(request("GET", server.url)))).message).toMatch(/does not hold a certificate/u);
    await writeFile(file, company.cert);
    expect((await http.send(request("GET", server.url))).status).toBe(200);
  });
});

test("connections are closed when nobody needs them any more, and opened again for whoever still asks", async () => {
  const closed: string[] = [];
  const server = await httpServer((_, response, count) => {
    response.socket?.once("close", () => closed.push(`after request ${count}`));
    json(response, {});
  }, company.issue());
  const opened = trusting(await caFile(company.cert));
  await opened.http.send(request("GET", server.url));
  expect(closed).toEqual([]);
  opened.dispose();
  await expect.poll(() => closed, { timeout: 2000 }).toEqual(["after request 1"]);
  expect((await opened.http.send(request("GET", server.url))).status).toBe(200);
});

test("undici is loaded with the first request, not before", async () => {
  const missing = join(folder.path, "no-such-bundle.cjs");
  const { http } = trusting(await caFile(company.cert), missing);
  const error = await failure(http.send(request("GET", "https://127.0.0.1:1")));
  expect(String(error.cause)).toContain("no-such-bundle.cjs");
});
