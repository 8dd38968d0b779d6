import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminToken, callerOf, displayNames, startScene } from "../confidence/caller.ts";
import type { Caller, Json, Scene } from "../confidence/caller.ts";
import { admin as confluenceAdmin, basic, callerOf as callersOfConfluence } from "../confluence/caller.ts";
import { bundleMock } from "../../bundle-mock.ts";
import { startMockProcess } from "./bundled-mock.ts";

let scene: Scene;
let control: Caller;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "keyporter-snapshots-"));
  scene = await startScene({ db: join(folder, "state.json") });
  control = callerOf(scene.url, undefined);
});
afterEach(() => scene.mock.stop());

const clients = async () => displayNames((await scene.admin.get("/v1/apiClients?pageSize=100")).body["apiClients"]);

describe("snapshots", () => {
  it("bring the state back as it was, as often as wanted", async () => {
    const before = await clients();
    const saved = await control.post("/__mock/snapshots", { name: "clean" });
    expect(saved.body).toMatchObject({ name: "clean", seed: "demo", bytes: expect.any(Number) as unknown });
    for (let round = 0; round < 2; round += 1) {
      await scene.admin.remove("/v1/apiClients/donlangsbyz6iiksdt4c");
      await scene.admin.post("/v1/apiClients", { displayName: "Mine" });
      expect(await clients()).not.toEqual(before);
      expect((await control.post("/__mock/snapshots/clean/restore")).status).toBe(200);
      expect(await clients()).toEqual(before);
    }
  });

  it("are restored to the file as well", async () => {
    scene.mock.snapshots.save("clean");
    const created = await scene.admin.post("/v1/apiClients", { displayName: "Mine" });
    await scene.mock.snapshots.restore("clean");
    expect(await readFile(join(folder, "state.json"), "utf8")).not.toContain(created.body["name"]);
  });

  it("have names, which can be anything, and can be forgotten", async () => {
    for (const name of ["a", "b/c", "__proto__", "ü %"]) await control.post("/__mock/snapshots", { name });
    const names = () => scene.mock.snapshots.list().map(({ name }) => name);
    expect(names()).toEqual(["a", "b/c", "__proto__", "ü %"]);
    for (const name of names()) {
      expect((await control.remove(`/__mock/snapshots/${encodeURIComponent(name)}`)).status).toBe(200);
    }
    expect(names()).toEqual([]);
  });

  it("are not endless in number", async () => {
    for (let number = 0; number < 100; number += 1) scene.mock.snapshots.save(String(number));
    expect((await control.post("/__mock/snapshots", { name: "one more" })).status).toBe(409);
    expect((await control.post("/__mock/snapshots", { name: "5" })).status).toBe(200);
  });
});

describe("the whole state", () => {
  it("goes from one server to another", async () => {
    const created = (await scene.admin.post("/v1/apiClients", { displayName: "Mine" })).body;
    const { body } = await control.get("/__mock/state");
    const other = await startScene({ seed: "empty" });
    const response = await fetch(`${other.url}/__mock/state`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    expect((await other.admin.get(`/v1/${String(created["name"])}`)).body).toEqual(created);
    expect(await other.signIn(created["clientId"], created["clientSecret"])).toBeTruthy();
    expect(other.mock.seed).toBe("demo");
    await other.mock.stop();
  });

  it("may be larger than any other request", async () => {
    const large = await startScene({ seed: "large:4000" });
    const state = large.mock.exportState();
    expect(JSON.stringify(state).length).toBeGreaterThan(1_100_000);
    const response = await fetch(`${scene.url}/__mock/state`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(state),
    });
    expect(response.status).toBe(200);
    await large.mock.stop();
  });

  it("is a seed as well", async () => {
    await scene.admin.post("/v1/apiClients", { displayName: "Mine" });
    const seed = join(folder, "seed.json");
    await writeFile(seed, JSON.stringify((await control.get("/__mock/state")).body));
    const other = await startScene({ seed });
    expect(displayNames((await other.admin.get("/v1/apiClients")).body["apiClients"])).toEqual(await clients());
    await other.mock.stop();
  });

  it("that does not fit changes nothing, and is quoted nowhere", async () => {
    const before = await clients();
    const { body } = await control.get("/__mock/state");
    const services = body["services"] as Record<string, Json>;
    const broken = { ...body, services: { ...services, octane: { signingKey: "canary-2b77" } } };
    const response = await fetch(`${scene.url}/__mock/state`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        ...broken,
        services: { ...broken.services, confidence: { ...services["confidence"], apiClients: [] } },
      }),
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain("canary");
    expect(await clients()).toEqual(before);
  });
});

describe("a server with a full disk", () => {
  it(
    "answers 507, shows nothing that would be gone, and keeps all it acknowledged",
    { timeout: 30_000 },
    async context => {
      if (process.platform === "win32") context.skip("a limit on the size of files is needed to play a full disk");
      const cli = await bundleMock();
      const db = join(folder, "full.json");
      // No file may grow beyond 64 KB: what a write is answered with then is as real as on a full disk.
      const mock = await startMockProcess(cli, ["--db", db], {}, ["sh", "-c", 'ulimit -f 128; exec "$@"', "sh"]);
      const { get, post, remove } = callerOf(mock.url, adminToken);
      const acknowledged: unknown[] = [];
      let refused;
      while (refused === undefined && acknowledged.length < 500) {
        const answers = await Promise.all(
          Array.from({ length: 4 }, () => post("/v1/apiClients", { displayName: "x", description: "y".repeat(500) })),
        );
        acknowledged.push(...answers.filter(({ status }) => status === 200).map(({ body }) => body["name"]));
        refused = answers.find(({ status }) => status !== 200);
      }
      expect(acknowledged.length).toBeGreaterThan(4);
      expect(refused?.status).toBe(507);
      expect(refused?.body).toMatchObject({ code: 13, message: expect.stringContaining("EFBIG") as unknown });

      // No service acknowledges what could be lost, each says so in its own words, and nothing of it is left.
      const confluence = callersOfConfluence(mock.url, basic(confluenceAdmin));
      let key = await confluence.turnOn({ durationInMinutes: 10 });
      for (let round = 0; key.status === 200 && round < 100; round += 1) key = await confluence.turnOn();
      expect([key.status, key.body]).toEqual([
        507,
        { errors: [expect.objectContaining({ status: 507, title: "Insufficient Storage" }) as unknown] },
      ]);

      const kept = async () =>
        ((await get("/v1/apiClients?pageSize=100")).body["apiClients"] as Json[]).map(({ name }) => name);
      const listed = await kept();
      for (const name of acknowledged) expect(listed).toContain(name);
      expect(listed).toHaveLength(acknowledged.length + 12);
      expect(
        ((JSON.parse(await readFile(db, "utf8")) as Json)["services"] as Record<string, Json>)["confidence"]?.[
          "apiClients"
        ],
      ).toHaveLength(listed.length);
      // What makes room goes on working.
      expect((await remove(`/v1/${String(acknowledged[0])}`)).status).toBe(200);
      expect((await post("/v1/apiClients", { displayName: "small" })).status).toBe(200);
      mock.child.kill("SIGTERM");
      expect((await mock.ended).code).toBe(0);
    },
  );
});
