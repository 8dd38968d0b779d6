import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startScene } from "./caller.ts";
import type { Json, Scene } from "./caller.ts";

const dayMs = 24 * 60 * 60 * 1000;

function claimsOf(token: string): Json {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as Json;
}

describe("the life of an access token", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await startScene();
  });
  afterEach(() => scene.mock.stop());

  const signInDemo = () => scene.signIn("demo-confidence-client", "demo-confidence-secret");

  it.each([
    { grantType: "client_credentials", clientId: "demo-confidence-client", clientSecret: "demo-confidence-secret" },
    { grant_type: "client_credentials", client_id: "demo-confidence-client", client_secret: "demo-confidence-secret" },
  ])("begins with the documented answer, for either spelling", async request => {
    const { status, body } = await scene.as(undefined).post("/v1/oauth/token", request);
    expect(status).toBe(200);
    expect(body).toEqual({
      accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as unknown,
      expiresIn: "86400",
    });
  });

  it("has the documented claims", async () => {
    const claims = claimsOf(await signInDemo());
    expect(claims).toMatchObject({
      "https://confidence.dev/account_name": expect.stringMatching(/^accounts\//) as unknown,
      "https://confidence.dev/region": "EU",
      "https://confidence.dev/org_login_id": expect.any(String) as unknown,
      "org_id": expect.any(String) as unknown,
    });
    expect(Number(claims["exp"]) - Number(claims["iat"])).toBe(86_400);
  });

  it("says who it is", async () => {
    const { body } = await scene.as(await signInDemo()).get("/v1/currentUser");
    const client = (await scene.admin.get("/v1/apiClients/demo0confidence0clnt")).body;
    expect(body["identity"]).toBe(client["identity"]);
    expect(body["account"]).toMatch(/^accounts\//);
    expect(body).not.toHaveProperty("user");
  });

  it("says which user a fixed bearer is", async () => {
    const { body } = await scene.admin.get("/v1/currentUser");
    expect(body).toMatchObject({
      user: { name: "users/xa8cecs2cc9xsz8jvgmc" },
      identity: "identities/uxa8cecs2cc9xsz8jvgmc",
      accountMemberships: [{ account: body["account"] }],
    });
  });

  it("ends after 24 hours, by the server's clock", async () => {
    const token = await signInDemo();
    scene.mock.clock.advance(dayMs - 2000);
    expect((await scene.as(token).get("/v1/apiClients")).status).toBe(200);
    scene.mock.clock.advance(3000);
    const { status, body } = await scene.as(token).get("/v1/apiClients");
    expect([status, body["code"]]).toEqual([401, 16]);
    expect((await scene.as(await signInDemo()).get("/v1/apiClients")).status).toBe(200);
  });

  it("ends with the client it came from", async () => {
    const client = (await scene.admin.post("/v1/apiClients", { displayName: "Short-lived" })).body;
    const token = await scene.signIn(client["clientId"], client["clientSecret"]);
    expect((await scene.as(token).get("/v1/apiClients")).status).toBe(200);
    expect((await scene.admin.remove(`/v1/${String(client["name"])}`)).body).toEqual({});
    const { status, body } = await scene.as(token).get("/v1/apiClients");
    expect([status, body["code"]]).toEqual([401, 16]);
    await expect(scene.signIn(client["clientId"], client["clientSecret"])).rejects.toThrow("401");
  });

  it("is refused when any part of it was changed", async () => {
    const token = await signInDemo();
    const [header = "", payload = "", signature = ""] = token.split(".");
    const claims = { ...claimsOf(token), sub: "apiClients/donlangsbyz6iiksdt4c" };
    const forgedPayload = Buffer.from(JSON.stringify(claims)).toString("base64url");
    const unsigned = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
    for (const forged of [
      `${header}.${forgedPayload}.${signature}`,
      `${unsigned}.${payload}.`,
      `${unsigned}.${payload}.${signature}`,
      `${header}.${payload}.${signature.slice(0, -2)}`,
      `${token}.x`,
    ]) {
      expect((await scene.as(forged).get("/v1/currentUser")).status).toBe(401);
    }
  });

  it("is not taken by another server", async () => {
    const other = await startScene();
    try {
      expect((await other.as(await signInDemo()).get("/v1/currentUser")).status).toBe(401);
    } finally {
      await other.mock.stop();
    }
  });
});
