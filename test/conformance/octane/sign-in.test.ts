import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { admin, data, demoKey, key1003, member, space, startScene } from "./caller.ts";
import type { Caller, Scene } from "./caller.ts";

const minute = 60_000;

describe("signing in", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await startScene();
  });
  afterEach(async () => {
    expect(scene.mistakes).toEqual([]);
    await scene.mock.stop();
  });

  const statusOf = async (caller: Caller) => (await caller.get("/api_accesses?limit=1")).status;

  it.each([
    ["a user and a password", admin],
    ["a client ID and a client secret", demoKey],
    ["a key where a user stands", { user: demoKey.client_id, password: demoKey.client_secret }],
    ["a further field, as an old client sends it", { ...admin, enable_csrf: "false" }],
  ])("takes %s", async (_, credentials) => {
    const caller = scene.stranger();
    const { status, headers, body } = await caller.signIn(credentials);
    expect([status, body]).toEqual([200, {}]);
    const [session, user] = headers.getSetCookie();
    expect(session).toMatch(/^LWSSO_COOKIE_KEY=[^;]+;Version=1;Path=\/;Max-Age=86400;HttpOnly$/);
    expect(user).toMatch(/^OCTANE_USER=[^;]+;/);
    expect(await statusOf(caller)).toBe(200);
  });

  it.each([
    ["a wrong password", { ...admin, password: "wrong" }, 401],
    ["an unknown user", { user: "nobody@keyporter.example", password: "x" }, 401],
    ["a wrong client secret", { ...demoKey, client_secret: "wrong" }, 401],
    [
      "a revoked key",
      { client_id: "old-dashboard_t3r7e1w5q9y2u6i0o4p8a1s5d", client_secret: "Dashboard-0d1f-Old" },
      401,
    ],
    ["an expired key", { client_id: "jira-sync_m4n8b2v6c0x5z1l7k3j9h2g6f", client_secret: "Jira-44ac-Sync!" }, 401],
    ["half of it", { user: "x" }, 400],
    ["something else", ["x"], 400],
  ])("refuses %s", async (_, credentials, expected) => {
    const caller = scene.stranger();
    const { status, body, headers } = await caller.signIn(credentials);
    expect([status, headers.getSetCookie()]).toEqual([expected, []]);
    if (status === 401) {
      expect(body).toMatchObject({
        error_code: "platform.not_authorized",
        description: expect.stringContaining("Not Authenticated") as unknown,
      });
    }
  });

  it("is needed for everything, and a made-up cookie is none", async () => {
    const caller = scene.stranger();
    const paths = [`/api/shared_spaces`, `${space}/roles`, `${space}/api_accesses`, "/api/shared_spaces/9/roles"];
    for (const path of paths) expect((await caller.send("GET", path)).status).toBe(401);
    const real = (await scene.as(admin)).cookies.get("LWSSO_COOKIE_KEY") ?? "";
    for (const forged of ["x", "x.y", real.slice(0, -2), `${real.split(".")[0] ?? ""}.`, `A${real}`]) {
      caller.cookies.set("LWSSO_COOKIE_KEY", forged);
      expect((await caller.get("/roles")).status).toBe(401);
    }
  });

  it("is needed by a server of another state again", async () => {
    const caller = await scene.as(admin);
    await scene.mock.reset();
    expect((await caller.get("/roles")).status).toBe(401);
  });

  describe("gives a session that", () => {
    it("is renewed by each answer, also by one that says no", async () => {
      const caller = await scene.as(admin);
      scene.mock.clock.freeze(true);
      for (const path of ["/roles", "/nosuch", "/api_accesses/nosuch", "/roles?limit=0"]) {
        const before = caller.cookies.get("LWSSO_COOKIE_KEY");
        scene.mock.clock.advance(1000);
        await caller.get(path);
        if (path !== "/nosuch") expect(caller.cookies.get("LWSSO_COOKIE_KEY")).not.toBe(before);
      }
    });

    it("ends when it is not used for too long, with a body of its own", async () => {
      const caller = await scene.as(admin);
      scene.mock.clock.advance(29 * minute);
      expect(await statusOf(caller)).toBe(200);
      scene.mock.clock.advance(29 * minute);
      expect(await statusOf(caller)).toBe(200);
      scene.mock.clock.advance(31 * minute);
      const { status, body } = await caller.get("/roles");
      expect([status, body]).toEqual([
        401,
        {
          errorCode: "VALIDATION_TOKEN_EXPIRED_IDLE_TIME_OUT",
          accumulatedMessage: expect.any(String) as unknown,
        },
      ]);
      expect((await caller.signIn(admin)).status).toBe(200);
      expect(await statusOf(caller)).toBe(200);
    });

    it("goes idle where the renewed cookie isn't sent", async () => {
      const caller = await scene.as(admin);
      const first = caller.cookies.get("LWSSO_COOKIE_KEY") ?? "";
      scene.mock.clock.advance(20 * minute);
      await caller.get("/roles");
      scene.mock.clock.advance(20 * minute);
      caller.cookies.set("LWSSO_COOKIE_KEY", first);
      expect((await caller.get("/roles")).body["errorCode"]).toBe("VALIDATION_TOKEN_EXPIRED_IDLE_TIME_OUT");
    });

    it("ends at its greatest age, used or not", async () => {
      scene.mock.setOptions({ "octane.sessionMinutes": 60 });
      const caller = await scene.as(admin);
      for (let used = 0; used < 5; used += 1) {
        scene.mock.clock.advance(11 * minute);
        expect(await statusOf(caller)).toBe(200);
      }
      scene.mock.clock.advance(6 * minute);
      expect((await caller.get("/roles")).body).toMatchObject({
        errorCode: "VALIDATION_TOKEN_EXPIRED_GLOBAL_TIME_OUT",
      });
    });

    it("has the idle time that octane.idleMinutes says", async () => {
      scene.mock.setOptions({ "octane.idleMinutes": 0.5 });
      const caller = await scene.as(admin);
      scene.mock.clock.advance(31_000);
      expect((await caller.get("/roles")).status).toBe(401);
    });

    it("ends with sign_out, for every copy of its cookie", async () => {
      const caller = await scene.as(admin);
      const copy = caller.cookies.get("LWSSO_COOKIE_KEY") ?? "";
      const { status } = await caller.send("POST", "/authentication/sign_out");
      expect([status, caller.cookies.size]).toEqual([200, 0]);
      caller.cookies.set("LWSSO_COOKIE_KEY", copy);
      expect((await caller.get("/roles")).status).toBe(401);
      expect((await caller.send("POST", "/authentication/sign_out")).status).toBe(401);
      expect(await statusOf(scene.admin)).toBe(200);
    });

    it("ends when its key is revoked, and is not back when the key is regenerated", async () => {
      const caller = await scene.as(key1003);
      expect(await statusOf(caller)).toBe(200);
      await scene.admin.put("/api_accesses/1003", { is_valid: false });
      expect(await statusOf(caller)).toBe(401);
      await scene.admin.put("/api_accesses/1003", { is_valid: true, client_secret: "kj@s$dfS124GDd35" });
      expect(await statusOf(caller)).toBe(401);
    });

    it("ends when its key expires", async () => {
      const caller = await scene.as(key1003);
      const soon = new Date(scene.mock.clock.now() + 5 * minute).toISOString();
      expect((await scene.admin.put("/api_accesses/1003", { expiration: soon })).status).toBe(200);
      expect(await statusOf(caller)).toBe(200);
      scene.mock.clock.advance(6 * minute);
      expect(await statusOf(caller)).toBe(401);
      expect((await scene.admin.get("/api_accesses/1003?fields=expiration")).body["is_valid"]).toBe(true);
    });

    it("is there while one signs in again as somebody else, whose session it then is", async () => {
      const caller = await scene.as(admin);
      expect((await caller.signIn(member)).status).toBe(200);
      expect(await statusOf(caller)).toBe(403);
    });
  });

  describe("with Basic", () => {
    const basic = (name: string, secret: string) => ({
      Authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString("base64")}`,
    });
    const statusWith = async (headers: Record<string, string>) =>
      (await scene.stranger().send("GET", `${space}/api_accesses`, { headers })).status;

    it("is off unless octane.basicAuth says otherwise", async () => {
      expect(await statusWith(basic(admin.user, admin.password))).toBe(401);
    });

    it("takes users and keys, and gives no cookie", async () => {
      scene.mock.setOptions({ "octane.basicAuth": "on" });
      expect(await statusWith(basic(admin.user, admin.password))).toBe(200);
      expect(await statusWith(basic(demoKey.client_id, demoKey.client_secret))).toBe(200);
      expect(await statusWith(basic(member.user, member.password))).toBe(403);
      expect(await statusWith(basic(admin.user, "wrong"))).toBe(401);
      expect(await statusWith({ Authorization: "Basic !" })).toBe(401);
      const caller = scene.stranger();
      await caller.send("GET", `${space}/roles`, { headers: basic(admin.user, admin.password) });
      expect(caller.cookies.size).toBe(0);
    });
  });

  describe("on a server restricted to API keys", () => {
    it("refuses people, their sessions and their Basic, and says why", async () => {
      const caller = await scene.as(admin);
      scene.mock.setOptions({ "octane.apiKeysOnly": "on", "octane.basicAuth": "on" });
      const answers = [
        await scene.stranger().signIn(admin),
        await caller.get("/roles"),
        await scene.stranger().send("GET", `${space}/roles`, {
          headers: { Authorization: `Basic ${Buffer.from(`${admin.user}:${admin.password}`).toString("base64")}` },
        }),
      ];
      for (const { status, body } of answers) {
        expect(status).toBe(403);
        expect(body).toMatchObject({ error_code: "platform.api_access_keys_only" });
      }
      expect((await scene.stranger().signIn({ ...admin, password: "wrong" })).status).toBe(401);
      expect(await statusOf(await scene.as(demoKey))).toBe(200);
    });
  });

  describe("who may do what", () => {
    it("keys are the shared space administrator's alone", async () => {
      const caller = await scene.as(member);
      const answers = [
        await caller.get("/api_accesses"),
        await caller.get("/api_accesses/1003"),
        await caller.post("/api_accesses", { data: [] }),
        await caller.put("/api_accesses/1003", { is_valid: false }),
      ];
      for (const { status, body } of answers) {
        expect([status, body["error_code"]]).toEqual([403, "platform.not_authorized"]);
      }
      expect((await caller.get("/roles")).status).toBe(200);
    });

    it("a new key may do what its roles say", async () => {
      const create = async (ids: string[]) => {
        const answer = await scene.admin.post("/api_accesses?fields=client_id", {
          data: [{ name: "k", client_secret: "Abcdefghij1", workspace_roles: { data: ids.map(id => ({ id })) } }],
        });
        return scene.as({ client_id: data(answer)[0]?.["client_id"], client_secret: "Abcdefghij1" });
      };
      expect(await statusOf(await create(["1009"]))).toBe(200);
      expect(await statusOf(await create(["1028", "1037"]))).toBe(403);
      expect(await statusOf(await create([]))).toBe(403);
    });

    it("others see the workspaces that they have a role in", async () => {
      const caller = await scene.as(member);
      expect(data(await caller.get("/workspaces?fields=name")).map(({ id }) => id)).toEqual(["1002"]);
      expect((await caller.get("/workspaces/1002/roles")).status).toBe(200);
      const hidden = await caller.get("/workspaces/1003/roles");
      expect([hidden.status, hidden.body["error_code"]]).toEqual([404, "platform.workspace_not_found"]);
      expect((await scene.admin.get("/workspaces/1003/roles")).status).toBe(200);
    });
  });
});
