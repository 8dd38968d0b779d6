import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { adminKey, basic, bogus, callerOf, column, outsider, scoped, startScene, v1, v2 } from "./caller.ts";
import type { Scene } from "./caller.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
beforeEach(async () => {
  await scene.mock.reset();
});
afterAll(() => scene.mock.stop());

const paths = [adminKey, `${v2}/spaces`, `${v2}/pages/131073`, `${v1}/space`, `${v1}/user/current`, `${v1}/audit`];

describe("who calls", () => {
  it.each([
    ["no credentials", undefined],
    ["a wrong token", basic(bogus)],
    ["an unknown email", basic("nobody@keyporter.example:demo-confluence-token")],
    ["somebody else's token", basic("member@keyporter.example:demo-confluence-token")],
    ["no colon", basic("demo-confluence-token")],
    ["no base64", "Basic ???"],
    ["another scheme", "Digest username=admin"],
  ])("is 401 with %s", async (_, authorization) => {
    for (const path of paths) {
      const { status, body } = await callerOf(scene.url, authorization).get(path);
      expect([path, status]).toEqual([path, 401]);
      if (path.startsWith(v2)) expect(body).toMatchObject({ errors: [{ status: 401, code: "UNAUTHORIZED" }] });
      else expect(body).toMatchObject({ statusCode: 401 });
    }
    const caller = callerOf(scene.url, authorization);
    expect([(await caller.turnOn()).status, (await caller.turnOff()).status]).toEqual([401, 401]);
  });

  it("is asked before anything else is said: a stranger learns nothing of bodies and ids", async () => {
    expect((await scene.nobody.turnOn({ durationInMinutes: 61 })).status).toBe(401);
    expect((await scene.nobody.get(`${v2}/pages/abc`)).status).toBe(401);
  });

  it("takes the email in any case of letters", async () => {
    expect((await scene.as("Admin@Keyporter.example:demo-confluence-token").key()).status).toBe(404);
  });

  it("is refused as a bearer, as apps with OAuth are", async () => {
    const caller = callerOf(scene.url, "Bearer demo-confluence-token");
    for (const answer of [await caller.key(), await caller.turnOn(), await caller.get(`${v1}/user/current`)]) {
      expect([answer.status, answer.body]).toEqual([403, { error: "Failed to parse Connect Session Auth Token" }]);
    }
  });

  it("is refused with a token that has scopes, in the gateway's words", async () => {
    for (const path of paths) {
      const { status, headers, body } = await scene.as(scoped).get(path);
      expect([path, status, body]).toEqual([path, 401, { code: 401, message: "Unauthorized; scope does not match" }]);
      expect(headers.get("x-failure-category")).toBe("FAILURE_CLIENT_SCOPE_CHECK");
    }
  });

  it("may be somebody without Confluence", async () => {
    const caller = scene.as(outsider);
    const { status, body } = await caller.get(`${v1}/user/current`);
    expect([status, body]).toEqual([403, { statusCode: 403, message: "Current user not permitted to use Confluence" }]);
    expect((await caller.get(`${v2}/spaces`)).status).toBe(403);
    expect((await caller.key()).status).toBe(404);
  });

  it("is told by user/current", async () => {
    const { status, body } = await scene.member.get(`${v1}/user/current`);
    expect([status, body]).toMatchObject([
      200,
      {
        type: "known",
        accountId: "712020:5f0c1d7e-0a4b-4c59-9d54-1f6b2a7c0003",
        accountType: "atlassian",
        email: "member@keyporter.example",
        displayName: "Mika Member",
        _links: { base: `${scene.url}/wiki`, context: "/wiki" },
      },
    ]);
  });

  it("can look up somebody else", async () => {
    const path = `${v1}/user?accountId=${encodeURIComponent("712020:5f0c1d7e-0a4b-4c59-9d54-1f6b2a7c0004")}`;
    expect((await scene.member.get(path)).body).toMatchObject({ displayName: "Müge Öztürk" });
    expect((await scene.member.get(`${v1}/user?accountId=x`)).status).toBe(404);
    expect((await scene.member.get(`${v1}/user/anonymous`)).body).toMatchObject({ type: "anonymous" });
  });
});

describe("a public site", () => {
  beforeEach(() => {
    scene.mock.setOptions({ "confluence.public": "on" });
  });

  it.each([
    ["no credentials", undefined],
    ["bogus ones", basic(bogus)],
  ])("answers 200 to %s, as to anybody", async (_, authorization) => {
    const caller = callerOf(scene.url, authorization);
    expect(column(await caller.get(`${v2}/spaces`), "key")).toEqual(["DOCS"]);
    expect(column(await caller.get(`${v2}/pages`), "id")).toEqual(["131073", "131074", "131075"]);
    expect((await caller.get(`${v1}/content/131073`)).status).toBe(200);
    expect((await caller.get(`${v2}/pages/131085`)).status).toBe(404);
  });

  it("says who that is: nobody, without an account id", async () => {
    const { status, body } = await scene.as(bogus).get(`${v1}/user/current`);
    expect([status, body]).toMatchObject([200, { type: "anonymous", displayName: "Anonymous" }]);
    expect(body).not.toHaveProperty("accountId");
  });

  it("has no admin key and no audit log for them", async () => {
    const caller = scene.as(bogus);
    expect([(await caller.key()).status, (await caller.turnOn()).status]).toEqual([401, 401]);
    expect((await caller.get(`${v1}/audit`)).status).toBe(401);
    expect((await caller.getWithKey(`${v2}/pages/131076`)).status).toBe(404);
  });

  it("knows people by their right credentials", async () => {
    expect((await scene.admin.get(`${v1}/user/current`)).body).toMatchObject({ displayName: "Ada Admin" });
    expect(column(await scene.admin.get(`${v2}/spaces`), "key")).toEqual(["DOCS", "ENG", "ARCHIVE"]);
  });

  it("still refuses bearers and tokens with scopes", async () => {
    expect((await callerOf(scene.url, "Bearer x").get(`${v2}/spaces`)).status).toBe(403);
    expect((await scene.as(scoped).get(`${v2}/spaces`)).status).toBe(401);
  });
});

it("tells the gateway's id of the site to anybody", async () => {
  const { status, body } = await scene.nobody.get("/_edge/tenant_info");
  expect([status, body]).toEqual([200, { cloudId: "3f1c6a52-8d0e-4b7a-9c21-6b5e0c7d4a10" }]);
});

it("answers what it does not have in Confluence's words", async () => {
  const newer = await scene.admin.get(`${v2}/nosuch`);
  expect([newer.status, newer.body]).toMatchObject([404, { errors: [{ status: 404, code: "NOT_FOUND" }] }]);
  const older = await scene.admin.get(`${v1}/nosuch`);
  expect([older.status, older.body]).toEqual([
    404,
    { statusCode: 404, message: `null for uri: ${scene.url}${v1}/nosuch` },
  ]);
  expect((await scene.admin.get("/wiki")).status).toBe(404);
  expect((await scene.admin.send("POST", `${v1}/space`, { body: {} })).status).toBe(405);
});
