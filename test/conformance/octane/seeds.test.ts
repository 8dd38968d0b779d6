import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { admin, data, demoKey, key1003, member, startScene } from "./caller.ts";
import type { Json, Scene } from "./caller.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "keyporter-octane-"));
});

async function during<Result>(options: Parameters<typeof startScene>[0], work: (scene: Scene) => Promise<Result>) {
  const scene = await startScene(options);
  try {
    return await work(scene);
  } finally {
    await scene.mock.stop();
  }
}

const total = async ({ as }: Scene) => (await (await as(admin)).get("/api_accesses?limit=1")).body["total_count"];

describe("what is kept", () => {
  it("survives a restart, sessions and all", async () => {
    const db = join(folder, "db.json");
    const caller = await during({ db }, async scene => {
      const signedIn = await scene.as(admin);
      await signedIn.put("/api_accesses/1003", { name: "kept" });
      return signedIn;
    });
    await during({ db }, async scene => {
      const again = scene.stranger();
      for (const [name, value] of caller.cookies) again.cookies.set(name, value);
      expect((await again.get("/api_accesses/1003?fields=name")).body["name"]).toBe("kept");
    });
  });

  it("has no secret and no password in it", async () => {
    const db = join(folder, "db.json");
    const canary = "Canary-77c2-x1";
    await during({ db }, async scene => {
      await scene.admin.post("/api_accesses", { data: [{ name: "x", client_secret: canary }] });
      await scene.admin.put("/api_accesses/1002", { is_valid: true, client_secret: `${canary}b` });
      expect(JSON.stringify(scene.mock.journal.entries())).not.toContain(canary);
    });
    const text = await readFile(db, "utf8");
    for (const secret of [canary, demoKey.client_secret, key1003.client_secret, admin.password]) {
      expect(text).not.toContain(secret);
    }
  });

  it("gets the demo's keys where it is of a time before Octane, and keeps the rest", async () => {
    const db = join(folder, "db.json");
    await during({ db }, async () => undefined);
    const before = JSON.parse(await readFile(db, "utf8")) as { services: Record<string, Json> };
    const { confidence } = before.services;
    await writeFile(db, JSON.stringify({ ...before, services: { confidence } }));
    await during({ db }, async scene => {
      expect(await total(scene)).toBe(10);
    });
    const after = JSON.parse(await readFile(db, "utf8")) as typeof before;
    expect(Object.keys(after.services)).toEqual(["confidence", "octane", "confluence"]);
    expect(after.services["confidence"]).toEqual(confidence);
  });
});

describe("seeds", () => {
  it("empty: people and roles, but no key", async () => {
    await during({ seed: "empty" }, async scene => {
      expect(await total(scene)).toBe(0);
      expect((await scene.stranger().signIn(demoKey)).status).toBe(401);
      expect((await (await scene.as(member)).get("/roles")).body["total_count"]).toBe(15);
    });
  });

  it("large: as many keys as asked for beside those of the demo, in every state", async () => {
    await during({ seed: "large:2500" }, async scene => {
      const pages = await Promise.all(
        [0, 1000, 2000].map(offset => scene.admin.get(`/api_accesses?limit=1000&offset=${offset}&fields=expiration`)),
      );
      const keys = pages.flatMap(data);
      expect([keys.length, pages[0]?.body["total_count"]]).toEqual([2510, 2510]);
      expect(new Set(keys.map(({ id }) => id)).size).toBe(2510);
      expect(new Set(keys.map(key => `${String(key["is_valid"])} ${String(key["expiration"] === null)}`)).size).toBe(4);
      const created = await scene.admin.post("/api_accesses", { data: [{ name: "x", client_secret: "Abcdefghij1" }] });
      expect(data(created)[0]?.["id"]).toBe("4501");
    });
  });

  it("from a file: a key needs no more than a name, a person no more than a name and a password", async () => {
    const seed = join(folder, "seed.json");
    await writeFile(
      seed,
      JSON.stringify({
        octane: {
          accessKeys: [
            { name: "only a name" },
            {
              name: "full",
              clientId: "c",
              clientSecret: "s",
              workspaceRoles: ["1009"],
              expiration: "2999-01-01T00:00:00Z",
            },
          ],
          people: [{ name: "me@example.com", password: "p", workspaceRoles: ["1037"] }],
        },
      }),
    );
    await during({ seed }, async scene => {
      const caller = await scene.as({ client_id: "c", client_secret: "s" });
      expect(data(await caller.get("/api_accesses?fields=name")).map(({ name }) => name)).toEqual([
        "full",
        "only a name",
      ]);
      expect((await scene.as({ user: "me@example.com", password: "p" })).cookies.size).toBe(2);
      expect((await scene.stranger().signIn(admin)).status).toBe(401);
    });
  });

  it("from a copy of a database: with its secrets", async () => {
    const db = join(folder, "db.json");
    await during({ db }, async () => undefined);
    await during({ seed: db }, async scene => {
      expect((await scene.as(key1003)).cookies.size).toBe(2);
      expect(await total(scene)).toBe(10);
    });
  });

  it.each([
    '{"octane":{"nosuch":[]}}',
    '{"octane":{"accessKeys":[{}]}}',
    '{"octane":{"accessKeys":[{"name":"x","clientSecret":["canary-2b77"]}]}}',
  ])("that don't fit are refused in one line: %s", async content => {
    const seed = join(folder, "seed.json");
    await writeFile(seed, content);
    await expect(startScene({ seed })).rejects.toThrow(/^(?!.*canary)[^\n]+seed.json[^\n]+$/);
  });

  it("with a random seed give the same client IDs again", async () => {
    const created = (randomSeed: number) =>
      during({ randomSeed }, async scene => {
        await scene.admin.get("/nosuch");
        return data(await scene.admin.post("/api_accesses", { data: [{ name: "x", client_secret: "Abcdefghij1" }] }));
      });
    expect(await created(7)).toEqual(await created(7));
    expect(await created(7)).not.toEqual(await created(8));
  });
});
