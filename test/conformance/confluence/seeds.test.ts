import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { admin, admin2, column, ids, member, results, scoped, startScene, v1, v2 } from "./caller.ts";
import type { Json, Scene } from "./caller.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "keyporter-confluence-"));
});

async function during<Result>(options: Parameters<typeof startScene>[0], work: (scene: Scene) => Promise<Result>) {
  const scene = await startScene(options);
  try {
    return await work(scene);
  } finally {
    await scene.mock.stop();
  }
}

describe("what is kept", () => {
  it("survives a restart: the key, its end, and the audit log", async () => {
    const db = join(folder, "db.json");
    const given = await during({ db }, async scene => (await scene.admin.turnOn({ durationInMinutes: 30 })).body);
    await during({ db }, async scene => {
      expect((await scene.admin.key()).body).toEqual(given);
      expect((await scene.admin.getWithKey(`${v2}/pages/131076`)).status).toBe(200);
      expect((await scene.admin2.key()).status).toBe(404);
      scene.mock.clock.set(Date.parse(String(given["expirationTime"])));
      expect((await scene.admin.key()).status).toBe(404);
    });
    await during({ db }, async scene => {
      expect(column(await scene.admin.get(`${v1}/audit`), "summary")).toEqual([
        "Content viewed with admin key",
        "Admin key enabled",
      ]);
      await scene.admin.turnOff();
    });
    await during({ db }, async scene => {
      expect((await scene.admin.key()).status).toBe(404);
    });
  });

  it("has no token in it, nor has the journal", async () => {
    const db = join(folder, "db.json");
    await during({ db }, async scene => {
      await scene.admin.turnOn();
      await scene.as(scoped).key();
      expect(JSON.stringify(scene.mock.journal.entries())).not.toMatch(/demo-/);
    });
    const text = await readFile(db, "utf8");
    for (const credentials of [admin, admin2, member, scoped]) {
      expect(text).not.toContain(credentials.split(":")[1]);
      expect(text).not.toContain(Buffer.from(credentials).toString("base64"));
    }
  });

  it("gets the demo's pages where it is of a time before Confluence, and keeps the rest", async () => {
    const db = join(folder, "db.json");
    await during({ db }, async () => undefined);
    const before = JSON.parse(await readFile(db, "utf8")) as { services: Record<string, Json> };
    const { confluence, ...others } = before.services;
    expect(confluence).toBeDefined();
    await writeFile(db, JSON.stringify({ ...before, services: others }));
    await during({ db }, async scene => {
      expect((await scene.admin.get(`${v2}/pages/131073`)).status).toBe(200);
    });
    const after = JSON.parse(await readFile(db, "utf8")) as typeof before;
    expect(after.services).toMatchObject(others);
  });
});

describe("seeds", () => {
  it("empty: people and nothing else", async () => {
    await during({ seed: "empty" }, async scene => {
      expect(results(await scene.admin.get(`${v2}/spaces`))).toEqual([]);
      expect(results(await scene.admin.get(`${v1}/content`))).toEqual([]);
      expect((await scene.admin.turnOn()).status).toBe(200);
      expect((await scene.member.turnOn()).status).toBe(404);
    });
  });

  it("large: as many pages as asked for beside those of the demo, a tenth of them restricted", async () => {
    await during({ seed: "large:2500" }, async scene => {
      const visible = await ids(scene.admin.get, `${v2}/pages?limit=250`);
      expect(visible).toHaveLength(2250 + 9);
      await scene.admin.turnOn();
      const everything = await ids(scene.admin.getWithKey, `${v2}/pages?limit=250`);
      expect([everything.length, new Set(everything).size]).toEqual([2500 + 19, 2500 + 19]);
      expect(await ids(scene.admin.get, `${v2}/spaces`)).toHaveLength(25 + 3);
    });
  });

  const file = {
    confluence: {
      users: [
        { email: "me@example.com", token: "t", siteAdmin: true },
        { email: "other@example.com", accountId: "other", token: "o", scopedToken: "s" },
      ],
      spaces: [{ key: "ONE", homepageId: "131074" }],
      pages: [{ title: "open" }, { title: "closed", viewers: ["other"] }, { title: "below", parentId: "131074" }],
    },
  };

  it("from a file: an email and a token, a key, a title are enough", async () => {
    const seed = join(folder, "seed.json");
    await writeFile(seed, JSON.stringify(file));
    await during({ seed }, async scene => {
      const [me, other] = [scene.as("me@example.com:t"), scene.as("other@example.com:o")];
      expect(column(await me.get(`${v2}/pages`), "title")).toEqual(["open"]);
      expect(column(await other.get(`${v2}/pages`), "title")).toEqual(["open", "closed", "below"]);
      expect((await scene.as("other@example.com:s").key()).status).toBe(401);
      expect([(await me.turnOn()).status, (await other.turnOn()).status]).toEqual([200, 404]);
      expect(column(await me.getWithKey(`${v2}/pages`), "title")).toEqual(["open", "closed", "below"]);
      expect((await scene.admin.key()).status).toBe(401);
    });
  });

  it("from a file: a restricted home page stays hidden in what refers to it", async () => {
    const seed = join(folder, "seed.json");
    await writeFile(seed, JSON.stringify(file));
    await during({ seed }, async scene => {
      const path = `${v1}/space/ONE?expand=homepage`;
      expect((await scene.as("other@example.com:o").get(path)).body).toHaveProperty("homepage.title", "closed");
      const me = scene.as("me@example.com:t");
      expect((await me.get(path)).body).not.toHaveProperty("homepage");
      await me.turnOn();
      expect((await me.getWithKey(path)).body).toHaveProperty("homepage.title", "closed");
    });
  });

  it("from a file: a circle of parents holds nobody up", async () => {
    const seed = join(folder, "seed.json");
    const pages = [
      { id: "1", title: "a", parentId: "2" },
      { id: "2", title: "b", parentId: "1" },
    ];
    await writeFile(seed, JSON.stringify({ confluence: { spaces: [{ key: "ONE" }], pages } }));
    await during({ seed }, async scene => {
      expect(column(await scene.admin.get(`${v2}/pages`), "title")).toEqual(["a", "b"]);
      expect((await scene.admin.get(`${v1}/content/1?expand=ancestors`)).status).toBe(200);
    });
  });

  it("from a copy of a database: with its tokens", async () => {
    const db = join(folder, "db.json");
    await during({ db }, async scene => await scene.admin.turnOn({ durationInMinutes: 60 }));
    await during({ seed: db }, async scene => {
      expect((await scene.admin.key()).status).toBe(200);
      expect((await scene.member.get(`${v2}/spaces`)).status).toBe(200);
    });
  });

  it.each([
    '{"confluence":{"nosuch":[]}}',
    '{"confluence":{"pages":[{}]}}',
    '{"confluence":{"users":[{"email":"x","token":["canary-2b77"]}]}}',
  ])("that don't fit are refused in one line: %s", async content => {
    const seed = join(folder, "seed.json");
    await writeFile(seed, content);
    await expect(startScene({ seed })).rejects.toThrow(/^(?!.*canary)[^\n]+seed.json[^\n]+$/);
  });
});
