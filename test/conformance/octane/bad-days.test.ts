import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startMockServer } from "../../../mock-server/mock.ts";
import { admin, data, key1003, space, startScene } from "./caller.ts";
import type { Scene } from "./caller.ts";

describe("faults", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await startScene();
  });
  afterEach(() => scene.mock.stop());

  it("are said in Octane's own words", async () => {
    scene.mock.faults.add({ service: "octane", times: 1, effect: { retryAfter: 7 } });
    const { status, headers, body } = await scene.admin.get("/api_accesses");
    expect([status, headers.get("retry-after"), body["error_code"]]).toEqual([429, "7", "platform.general_error"]);
    expect((await scene.admin.get("/api_accesses")).status).toBe(200);
  });

  it("lose the answer of a regenerate that was done", async () => {
    scene.mock.faults.add({
      method: "PUT",
      path: `${space}/api_accesses/1003`,
      times: 1,
      effect: { lostAnswer: true },
    });
    await expect(
      scene.admin.put("/api_accesses/1003", { is_valid: true, client_secret: "kj@s$dfS124GDd35" }),
    ).rejects.toThrow();
    expect((await scene.stranger().signIn(key1003)).status).toBe(401);
    expect((await scene.stranger().signIn({ ...key1003, client_secret: "kj@s$dfS124GDd35" })).status).toBe(200);
  });

  it("lose the answer of a create that was done: the key is there to be found by its name", async () => {
    scene.mock.faults.add({ method: "POST", path: `${space}/api_accesses`, times: 1, effect: { lostAnswer: true } });
    const entity = { name: "lost", client_secret: "Abcdefghij1" };
    await expect(scene.admin.post("/api_accesses", { data: [entity] })).rejects.toThrow();
    const found = data(await scene.admin.get(`/api_accesses?query="name='lost'"`));
    expect(found.map(({ name }) => name)).toEqual(["lost"]);
  });
});

it("guards the door in Octane's own words, too", async () => {
  const scene = await startScene();
  const { status, body } = await scene.stranger().send("GET", `${space}/roles`, {
    headers: { Origin: "https://elsewhere.example" },
  });
  expect([status, body["error_code"]]).toEqual([403, "platform.not_authorized"]);
  await scene.mock.stop();
});

it("marks its cookies as secure where the connection is", async context => {
  const folder = await mkdtemp(join(tmpdir(), "keyporter-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const files = ["-keyout", key, "-out", cert];
  try {
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...files, ...subject], {
      stdio: "ignore",
    });
  } catch {
    context.skip("openssl is needed to make a certificate");
  }
  const mock = await startMockServer({ tls: { key, cert } });
  const call = request(`${mock.url}/authentication/sign_in`, {
    method: "POST",
    ca: await readFile(cert),
    headers: { "Content-Type": "application/json" },
  });
  call.end(JSON.stringify(admin));
  const [response] = (await once(call, "response")) as [IncomingMessage];
  response.resume();
  expect(response.statusCode).toBe(200);
  for (const cookie of response.headers["set-cookie"] ?? []) expect(cookie).toMatch(/;Secure;HttpOnly$/);
  expect(response.headers["set-cookie"]).toHaveLength(2);
  await mock.stop();
});
