import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callerOf, displayNames, startScene } from "../confidence/caller.ts";
import type { Caller, Scene } from "../confidence/caller.ts";

describe("the control API", () => {
  let scene: Scene;
  let control: Caller;
  beforeEach(async () => {
    scene = await startScene({ options: { "confidence.labels": "array" } });
    control = callerOf(scene.url, undefined);
  });
  afterEach(() => scene.mock.stop());

  const countClients = async () => ((await scene.admin.get("/v1/apiClients")).body["apiClients"] as unknown[]).length;

  it("says that it is there", async () => {
    const { status, body } = await control.get("/__mock/health");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: "ok",
      seed: "demo",
      db: "memory",
      pid: process.pid,
      services: expect.arrayContaining(["confidence", "octane"]) as unknown,
    });
  });

  it("says in its document that a reset ends what was signed in, and so it does", async () => {
    const document = (await control.get("/__mock/openapi.json")).body as {
      paths: Record<string, { post?: { description?: string } }>;
    };
    expect(document.paths["/__mock/reset"]?.post?.description).toMatch(/Octane's sessions and .* Confidence end/);
    const signIn = await fetch(`${scene.url}/authentication/sign_in`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ user: "admin@keyporter.example", password: "Demo-passw0rd" }),
    });
    const cookie = signIn.headers.getSetCookie().map(each => each.split(";")[0]);
    const octane = async (): Promise<number> =>
      (await fetch(`${scene.url}/api/shared_spaces/1001/workspaces`, { headers: { cookie: cookie.join("; ") } }))
        .status;
    expect(await octane()).toBe(200);
    await control.post("/__mock/reset", { only: ["clock", "faults", "options", "journal"] });
    expect(await octane()).toBe(200);
    await control.post("/__mock/reset", {});
    expect(await octane()).toBe(401);
    expect((await scene.admin.get("/v1/apiClients")).status).toBe(200);
  });

  describe("clock", () => {
    it("sets the time of everything: what is created, and the Date header", async () => {
      const { body } = await control.post("/__mock/clock", { now: "2031-05-06T07:08:09.000Z", frozen: true });
      expect(body).toEqual({ now: "2031-05-06T07:08:09.000Z", frozen: true });
      const created = await scene.admin.post("/v1/apiClients", { displayName: "Later" });
      expect(created.body["createTime"]).toBe("2031-05-06T07:08:09.000000Z");
      expect(created.headers.get("date")).toBe("Tue, 06 May 2031 07:08:09 GMT");
    });

    it("advances, also while frozen", async () => {
      await control.post("/__mock/clock", { now: "2031-05-06T07:08:09.000Z", frozen: true });
      const { body } = await control.post("/__mock/clock", { advanceMs: 60_000 });
      expect(body).toEqual({ now: "2031-05-06T07:09:09.000Z", frozen: true });
      expect((await control.get("/__mock/clock")).body).toEqual(body);
    });

    it("goes on from where it stood", async () => {
      await control.post("/__mock/clock", { now: "2031-05-06T07:08:09.000Z", frozen: true });
      await control.post("/__mock/clock", { frozen: false });
      const { body } = await control.get("/__mock/clock");
      expect(String(body["now"])).toMatch(/^2031-05-06T07:08:/);
      expect(body["frozen"]).toBe(false);
    });

    it.each([
      { body: { now: "yesterday" } },
      { body: { now: 5 } },
      { body: { now: "2026-02-30T00:00:00Z" } },
      { body: { advanceMs: "1" } },
      { body: { advanceMs: 9e15 } },
      { body: { frozen: 1 } },
      { body: { speed: 2 } },
      { body: null },
      { body: [] },
      { body: "x" },
    ])("refuses $body", async ({ body }) => {
      const answer = await control.post("/__mock/clock", body);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual({ error: { message: expect.stringMatching(/./) as unknown } });
    });
  });

  describe("reset", () => {
    it("brings back the seed, the clock, the options, and forgets faults and requests", async () => {
      await scene.admin.remove("/v1/apiClients/donlangsbyz6iiksdt4c");
      await scene.admin.post("/v1/apiClients", { displayName: "Mine" });
      scene.mock.clock.advance(1e9);
      scene.mock.setOptions({ "confidence.shape": "2023" });
      await control.post("/__mock/faults", { path: "/v1", effect: { status: 500 } });
      expect((await control.post("/__mock/reset")).status).toBe(200);

      expect(await countClients()).toBe(12);
      expect((await scene.admin.get("/v1/apiClients/donlangsbyz6iiksdt4c")).status).toBe(200);
      expect(Math.abs(scene.mock.clock.now() - Date.now())).toBeLessThan(5000);
      expect((await control.get("/__mock/options")).body).toMatchObject({
        "confidence.shape": "both",
        "confidence.labels": "array",
      });
      expect(scene.mock.faults.list()).toEqual([]);
    });

    it("takes another seed", async () => {
      expect((await control.post("/__mock/reset", { seed: "empty" })).body["seed"]).toBe("empty");
      expect(await countClients()).toBe(0);
      expect((await control.post("/__mock/reset", { seed: "large:30" })).body["seed"]).toBe("large:30");
      expect(await countClients()).toBe(42);
    });

    it("leaves alone what it isn't asked for", async () => {
      await scene.admin.post("/v1/apiClients", { displayName: "Mine" });
      await control.post("/__mock/faults", { path: "/v1", effect: { status: 500 } });
      await control.post("/__mock/reset", { only: ["faults"] });
      expect(await countClients()).toBe(13);
    });

    it.each([
      { seed: "nosuch" },
      { seed: "large:x" },
      { seed: "large:999999999" },
      { seed: "/nosuch.json" },
      { only: ["everything"] },
    ])("refuses %j and keeps the state", async body => {
      expect((await control.post("/__mock/reset", body)).status).toBe(400);
      expect(await countClients()).toBe(12);
    });

    it("leaves everything as it was where its seed can't be read", async () => {
      const now = "2031-05-06T07:08:09.000Z";
      await control.post("/__mock/clock", { now, frozen: true });
      await control.post("/__mock/faults", { path: "/nosuch", effect: { status: 500 } });
      expect((await control.post("/__mock/reset", { seed: "/nosuch.json" })).status).toBe(400);
      expect((await control.get("/__mock/clock")).body["now"]).toBe(now);
      expect(scene.mock.faults.list()).toHaveLength(1);
    });

    it("that comes to nothing undoes nothing that others did meanwhile", async () => {
      const seed = join(await mkdtemp(join(tmpdir(), "keyporter-seed-")), "seed.json");
      await writeFile(seed, `{"confidence":{"nosuch":[]}}${" ".repeat(20_000_000)}`);
      const resetting = control.post("/__mock/reset", { seed, only: ["state"] });
      const progress = { over: false };
      void resetting.then(() => (progress.over = true));
      const created: unknown[] = [];
      while (!progress.over)
        created.push((await scene.admin.post("/v1/apiClients", { displayName: "x" })).body["name"]);
      expect((await resetting).status).toBe(400);
      for (const name of created) expect((await scene.admin.get(`/v1/${String(name)}`)).status).toBe(200);
    });

    it.each([
      ["other JSON", { name: "my-project", version: "1.0.0" }],
      ["a database of nobody", { version: 1, seed: "demo", services: { confidnce: {} } }],
    ])("refuses a seed file that is %s: nothing of it would be there", async (_, content) => {
      const seed = join(await mkdtemp(join(tmpdir(), "keyporter-seed-")), "seed.json");
      await writeFile(seed, JSON.stringify(content));
      expect(await control.post("/__mock/reset", { seed })).toMatchObject({
        status: 400,
        body: { error: { message: expect.stringContaining("confidence, octane, confluence") as unknown } },
      });
      expect(scene.mock.seed).toBe("demo");
    });

    it("is there after a state came from a machine with another seed", async () => {
      await scene.mock.importState({ ...(scene.mock.exportState() as object), seed: "/of/another/machine.json" });
      expect((await control.post("/__mock/reset")).body["seed"]).toBe("demo");
    });

    it("a state without any of the services is refused", async () => {
      const state = { version: 1, seed: "demo", services: { confidnce: {} } };
      await expect(scene.mock.importState(state)).rejects.toThrow("no part for any of the services");
    });

    it("works from a test, too", async () => {
      await scene.admin.post("/v1/apiClients", { displayName: "Mine" });
      await scene.mock.reset();
      expect(await countClients()).toBe(12);
    });
  });

  describe("options", () => {
    it("can be read and changed while it runs", async () => {
      expect((await control.get("/__mock/options")).body["confidence.shape"]).toBe("both");
      expect((await control.post("/__mock/options", { "confidence.shape": "current" })).status).toBe(200);
      expect((await scene.admin.get("/v1/apiClients/donlangsbyz6iiksdt4c")).body).not.toHaveProperty("createdBy");
    });

    it.each([
      { body: { "confidence.shape": "2024" } },
      { body: { "no.such": "x" } },
      { body: { "octane.idleMinutes": "-5" } },
      { body: [] },
      { body: null },
    ])("refuse $body", async ({ body }) => {
      expect((await control.post("/__mock/options", body)).status).toBe(400);
    });
  });

  it("keeps the last requests, without anything that could be a secret", async () => {
    await control.remove("/__mock/journal");
    await scene.admin.get("/v1/apiClients?filter=canary-query");
    await scene.admin.post("/v1/apiClients", { displayName: "canary-body" });
    const { body } = await control.get("/__mock/journal");
    expect(body["requests"]).toMatchObject([
      { method: "GET", path: "/v1/apiClients", status: 200 },
      { method: "POST", path: "/v1/apiClients", status: 200 },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/canary|demo-confidence-token/);
  });

  it("says which methods and paths there are", async () => {
    const wrongMethod = await control.get("/__mock/reset");
    expect([wrongMethod.status, wrongMethod.headers.get("allow")]).toEqual([405, "POST"]);
    expect((await control.get("/__mock/nosuch")).status).toBe(404);
    expect((await control.get("/nosuch")).body).toHaveProperty("error.message");
  });
});

describe("seeds", () => {
  it("may come from a file, where an API client needs no more than a name", async () => {
    const folder = await mkdtemp(join(tmpdir(), "keyporter-seed-"));
    const seed = join(folder, "seed.json");
    await writeFile(
      seed,
      JSON.stringify({
        confidence: { apiClients: [{ displayName: "From a file", clientId: "c", clientSecret: "s" }] },
      }),
    );
    const scene = await startScene({ seed });
    try {
      const { body } = await scene.admin.get("/v1/apiClients");
      expect(displayNames(body["apiClients"])).toEqual(["From a file"]);
      expect(await scene.signIn("c", "s")).toMatch(/\./);
    } finally {
      await scene.mock.stop();
    }
  });

  it("that don't fit are refused in one line", async () => {
    const folder = await mkdtemp(join(tmpdir(), "keyporter-seed-"));
    const seed = join(folder, "seed.json");
    for (const content of [
      "[",
      "[]",
      '{"confidence":{"apiClients":[{}]}}',
      '{"confidence":{"apiClients":[{"displayName":"x","clientSecret":["canary-2b77"]}],"signingKey":"canary-2b77"}}',
      '{"confidence":{"nosuch":[]}}',
    ]) {
      await writeFile(seed, content);
      await expect(startScene({ seed })).rejects.toThrow(/^(?!.*canary)[^\n]+seed.json[^\n]+$/);
    }
  });

  it("with a random seed give the same ids, client IDs and secrets again", async () => {
    const created = async (randomSeed: number) => {
      const scene = await startScene({ randomSeed });
      const first = (await scene.admin.post("/v1/apiClients", { displayName: "x" })).body;
      await scene.mock.reset();
      const again = (await scene.admin.post("/v1/apiClients", { displayName: "x" })).body;
      await scene.mock.stop();
      const idsOf = ({ name, clientId, clientSecret }: typeof first) => [name, clientId, clientSecret];
      expect(idsOf(again)).toEqual(idsOf(first));
      return idsOf(first);
    };
    expect(await created(7)).toEqual(await created(7));
    expect(await created(7)).not.toEqual(await created(8));
  });
});
