import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rename, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMockServer } from "../../../mock-server/mock.ts";
import type { MockServer } from "../../../mock-server/mock.ts";
import type { Fixture } from "../../../mock-server/recording/fixture.ts";
import { record, verifyFixture } from "../../../mock-server/recording/main.ts";
import { readCommandLine } from "../../../mock-server/command-line.ts";
import { callerOf as confidenceCallerOf } from "../confidence/caller.ts";
import { admin, callerOf as octaneCallerOf } from "../octane/caller.ts";

/* A second mock stands for the real servers: with another seed of its random values, and with ids of its own. */

let real: MockServer;
let file: string;
const secrets: string[] = [];
beforeAll(async () => {
  real = await startMockServer({ randomSeed: 99 });
  file = join(await mkdtemp(join(tmpdir(), "keyporter-record-")), "fixture.json");
  const recorder = await record({
    origins: new Map([
      ["confidence", real.url],
      ["octane", real.url],
      ["confluence", real.url],
    ]),
    file,
    port: 0,
    onExchange: () => undefined,
  });

  const confidence = confidenceCallerOf(recorder.url, "demo-confidence-token");
  const { body: created } = await confidence.post("/v1/apiClients", { displayName: "Recorded" });
  const { clientId, clientSecret, name } = created;
  const token = await confidence.post("/v1/oauth/token", { grantType: "client_credentials", clientId, clientSecret });
  await confidence.get(`/v1/${String(name)}`);
  await confidence.patch(`/v1/${String(name)}?updateMask=displayName`, { displayName: "Changed" });
  await confidence.get("/v1/apiClients?pageSize=5");
  await confidence.get("/v1/apiClients/nosuch");
  await confidence.remove(`/v1/${String(name)}`);
  await confidence.get(`/v1/${String(name)}`);

  const octane = octaneCallerOf(recorder.url);
  await octane.signIn(admin);
  const key = await octane.post("/api_accesses?fields=client_id,name", {
    data: [
      {
        name: "recorded",
        client_secret: "Canary-secret-77",
        workspace_roles: { data: [{ type: "workspace_role", id: "1028" }] },
      },
    ],
  });
  expect(key.status).toBe(201);
  await octane.get("/api_accesses?fields=name,is_valid,expiration");
  await octane.get("/api_accesses/99999");
  await fetch(`${recorder.url}/wiki/api/v2/admin-key`, {
    headers: { Authorization: `Basic ${btoa("admin@keyporter.example:demo-confluence-token")}` },
  });
  secrets.push(
    ...[String(clientSecret), String(token.body["accessToken"]), "Canary-secret-77", admin.password],
    ...["demo-confidence-token", "demo-confluence-token", octane.cookies.get("LWSSO_COOKIE_KEY") ?? ""],
    btoa("admin@keyporter.example:demo-confluence-token"),
  );
  await recorder.stop();
});
afterAll(() => real.stop());

describe("record", () => {
  it("notes what went by, and no secret of it", async () => {
    const text = await readFile(file, "utf8");
    const { exchanges } = JSON.parse(text) as { exchanges: { service: string; path: string; status: number }[] };
    expect(exchanges.map(({ service, status }) => `${service} ${status}`)).toEqual([
      ...["confidence 200", "confidence 200", "confidence 200", "confidence 200", "confidence 200"],
      ...["confidence 404", "confidence 200", "confidence 404"],
      ...["octane 200", "octane 201", "octane 200", "octane 404"],
      expect.stringMatching(/^confluence \d+$/),
    ]);
    expect(secrets.every(secret => secret.length > 5)).toBe(true);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).toContain('"authorization": "Bearer [redacted]"');
  });

  it("hands cookies on so that they come back to this address", async () => {
    const cookies = [
      "LWSSO_COOKIE_KEY=abc;Version=1;Domain=octane.example;Path=/;Secure;HttpOnly",
      "OCTANE_USER=secure; domain=.example; secure",
    ];
    const site = createServer((_, response) => response.setHeader("Set-Cookie", cookies).end("{}")).listen(
      0,
      "127.0.0.1",
    );
    await once(site, "listening");
    const origin = `http://127.0.0.1:${String((site.address() as AddressInfo).port)}`;
    const onExchange = () => undefined;
    const recorder = await record({ origins: new Map([["octane", origin]]), file: `${file}.4`, port: 0, onExchange });
    const answer = await fetch(`${recorder.url}/authentication/sign_in`, { method: "POST" });
    expect(answer.headers.getSetCookie()).toEqual([
      "LWSSO_COOKIE_KEY=abc;Version=1;Path=/;HttpOnly",
      "OCTANE_USER=secure",
    ]);
    await recorder.stop();
    site.close();
  });

  it("goes on when the fixture could not be written for a moment", async () => {
    const folder = await mkdtemp(join(tmpdir(), "keyporter-record-"));
    const out = join(folder, "out");
    await mkdir(out);
    const origins = new Map([["confidence", real.url]]);
    const recorder = await record({ origins, file: join(out, "f.json"), port: 0, onExchange: () => undefined });
    const ask = async () => (await fetch(`${recorder.url}/v1/roles`)).status;
    await rename(out, `${out}-gone`);
    expect(await ask()).toBe(502);
    await rename(`${out}-gone`, out);
    expect(await ask()).toBe(401);
    await recorder.stop();
    expect((JSON.parse(await readFile(join(out, "f.json"), "utf8")) as Fixture).exchanges).toHaveLength(2);
  });

  it("refuses pages of other origins, and paths it has no server for", async () => {
    const recorder = await record({ origins: new Map(), file: `${file}.2`, port: 0, onExchange: () => undefined });
    const foreign = await fetch(`${recorder.url}/v1/roles`, { headers: { Origin: "https://evil.example" } });
    expect(foreign.status).toBe(403);
    expect((await fetch(`${recorder.url}/v1/roles`)).status).toBe(404);
    await recorder.stop();
  });

  it("says when the real server can't be reached, and not with what", async () => {
    const gone = await startMockServer();
    await gone.stop();
    const recorder = await record({
      origins: new Map([["confidence", gone.url]]),
      file: `${file}.3`,
      port: 0,
      onExchange: () => undefined,
    });
    const answer = await fetch(`${recorder.url}/v1/roles`, { headers: { Authorization: "Bearer canary-token" } });
    expect(answer.status).toBe(502);
    expect(await answer.text()).not.toContain("canary");
    await recorder.stop();
  });
});

describe("verify", () => {
  it("finds nothing where the mock is like the real one, though every id is another", async () => {
    expect(await verifyFixture(file, undefined, false)).toEqual({
      lines: ["13 requests, 0 answered differently"],
      different: 0,
    });
  });

  it("reports each planted difference by its field", async () => {
    const fixture = JSON.parse(await readFile(file, "utf8")) as {
      exchanges: { status: number; answer: { body: Record<string, unknown> } }[];
    };
    const [created, , read] = fixture.exchanges;
    const missing = fixture.exchanges[5];
    if (created === undefined || read === undefined || missing === undefined) throw new Error("Nothing was recorded.");
    created.answer.body["createTime"] = "2026-01-31T12:00:00Z";
    created.answer.body["quota"] = 5;
    delete read.answer.body["labels"];
    missing.status = 403;
    missing.answer.body["code"] = 7;
    const planted = `${file}.planted`;
    await writeFile(planted, JSON.stringify(fixture));
    const { lines, different } = await verifyFixture(planted, undefined, false);
    expect(different).toBe(3);
    expect(lines).toEqual([
      "POST /v1/apiClients",
      "  answer.createTime: the real server has a time in UTC, the mock has a time in UTC with microseconds",
      "  answer.quota: the real server has a number, the mock has not there",
      expect.stringMatching(/^GET \/v1\/apiClients\//),
      "  answer.labels: the real server has not there, the mock has an object",
      "GET /v1/apiClients/nosuch",
      "  status: the real server has 403, the mock has 404",
      "  answer.code: the real server has 7, the mock has 5",
      "13 requests, 3 answered differently",
    ]);
  });

  it("compares every value where that is asked for, against any server", async () => {
    const other = await startMockServer();
    const { different } = await verifyFixture(file, other.url, true);
    expect(different).toBeGreaterThan(0);
    await other.stop();
  });

  it("shows no secret of what it asks, and takes a secret for as good as any other", async () => {
    const { lines } = await verifyFixture(file, undefined, true);
    const text = lines.join("\n");
    expect(text).toContain("answer.clientId");
    expect(text).not.toMatch(/clientSecret|accessToken|demo-confidence-secret|eyJ/);
  });

  it("is not let in where the real caller was not", async () => {
    const refused = `${file}.refused`;
    const exchange = { service: "confidence", method: "GET", path: "/v1/roles", status: 401 };
    const basic = { service: "confluence", method: "GET", path: "/wiki/api/v2/admin-key", status: 401 };
    const signIn = { service: "octane", method: "POST", path: "/authentication/sign_in", status: 401 };
    const json = { "content-type": "application/json" };
    const answers = await Promise.all([
      fetch(`${real.url}/v1/roles`, { headers: { authorization: "Bearer expired" } }),
      fetch(`${real.url}/wiki/api/v2/admin-key`, { headers: { authorization: `Basic ${btoa("a:b")}` } }),
      fetch(`${real.url}/authentication/sign_in`, {
        method: "POST",
        headers: json,
        body: '{"user":"a","password":"b"}',
      }),
    ]);
    const bodies = await Promise.all(answers.map((answer): Promise<unknown> => answer.json()));
    const requests = [
      { headers: { authorization: "Bearer [redacted]" } },
      { headers: { authorization: "Basic [redacted]" } },
      { headers: json, body: { user: "admin@keyporter.example", password: "[redacted]" } },
    ];
    const exchanges = [exchange, basic, signIn].map((asked, index) => ({
      ...{ ...asked, request: requests[index], answer: { headers: {}, body: bodies[index] } },
    }));
    const fixture = { format: "keyporter-mock fixture", version: 1, recordedAt: "2026-11-22T18:00:00Z", exchanges };
    await writeFile(refused, JSON.stringify(fixture));
    expect((await verifyFixture(refused, undefined, false)).lines).toEqual(["3 requests, 0 answered differently"]);
  });

  it("takes no file but a fixture", async () => {
    await writeFile(`${file}.none`, "{}");
    await expect(verifyFixture(`${file}.none`, undefined, false)).rejects.toThrow("no fixture");
    await expect(verifyFixture("/nosuch.json", undefined, false)).rejects.toThrow("can't be read");
  });

  it.each([
    [["record"], "SERVICE="],
    [["record", "nosuch=https://x.example"], "nosuch"],
    [["record", "octane=http://octane.example"], "https"],
    [["record", "octane=https://octane.example", "--port", "x"], "--port"],
    [["verify"], "FIXTURE"],
  ])("the command line %j is refused in one line", (args, mentioned) => {
    expect(readCommandLine(args, {})).toMatchObject({
      kind: "problem",
      message: expect.stringContaining(mentioned) as unknown,
    });
  });
});
