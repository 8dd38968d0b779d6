import { fork } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startMockServer } from "../../../mock-server/mock.ts";
import { adminToken, callerOf, displayNames, names, startScene } from "../confidence/caller.ts";
import type { Json } from "../confidence/caller.ts";
import { bundleMock } from "../../bundle-mock.ts";
import { runMock, startMockProcess } from "./bundled-mock.ts";

let cli: string;
let folder: string;
let db: string;
beforeAll(async () => {
  cli = await bundleMock();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "keyporter-db-"));
  db = join(folder, "state.json");
});

/** Creates clients, several at a time, until the server is gone; the ones that were acknowledged. */
async function createUntilItDies(url: string, acknowledged: Json[]): Promise<void> {
  const { post } = callerOf(url, adminToken);
  const worker = async (label: number) => {
    for (let count = 0; ; count += 1) {
      const answer = await post("/v1/apiClients", { displayName: `${label}-${count}` }).catch(() => undefined);
      if (answer === undefined) return;
      expect(answer.status).toBe(200);
      acknowledged.push(answer.body);
    }
  };
  await Promise.all([1, 2, 3, 4].map(worker));
}

async function readState(file: string) {
  return JSON.parse(await readFile(file, "utf8")) as { services: { confidence: { apiClients: Json[] } } };
}

describe("what was acknowledged", () => {
  // KEYPORTER_KILLS=50 for a thorough run.
  const kills = Number(process.env["KEYPORTER_KILLS"] ?? 12);
  it(`is there after kill -9 in a stream of creates, each of ${kills} times`, { timeout: kills * 10_000 }, async () => {
    const acknowledged: Json[] = [];
    for (let round = 0; round < kills; round += 1) {
      const mock = await startMockProcess(cli, ["--db", db, "--seed", "empty"]);
      const before = acknowledged.length;
      const stream = createUntilItDies(mock.url, acknowledged);
      const enough = before + 1 + Math.floor(Math.random() * 25);
      while (acknowledged.length < enough) await delay(1);
      mock.child.kill("SIGKILL");
      await Promise.all([stream, mock.ended]);
      // The database says so itself, before a server has touched it again.
      const { services } = await readState(db);
      const kept = new Map(services.confidence.apiClients.map(client => [client["name"], client]));
      for (const client of acknowledged) expect(kept.get(client["name"])).toMatchObject(client);
      // And should it be damaged from now on, there is its last good copy.
      expect((await readState(`${db}.bak`)).services.confidence.apiClients.length).toBeLessThanOrEqual(kept.size);
    }
    const { mock, admin } = await startScene({ db });
    try {
      const last = acknowledged.at(-1);
      expect((await admin.get(`/v1/${String(last?.["name"])}`)).body).toEqual(last);
      // Nor are half-written copies of the secrets left lying about.
      expect((await readdir(folder)).sort()).toEqual(["state.json", "state.json.bak", "state.json.lock"]);
    } finally {
      await mock.stop();
    }
  });

  it("is there after each way of ending well", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const mock = await startMockProcess(cli, ["--db", db]);
      const { body } = await callerOf(mock.url, adminToken).post("/v1/apiClients", { displayName: signal });
      const asked = performance.now();
      mock.child.kill(signal);
      expect(await mock.ended).toMatchObject({ code: 0, stderr: "" });
      expect(performance.now() - asked).toBeLessThan(1000);
      expect(await readFile(db, "utf8")).toContain(String(body["name"]));
    }
    expect((await readdir(folder)).sort()).toEqual(["state.json", "state.json.bak"]);
  });

  it("is there when writes failed before and after it", async () => {
    const { mock, admin } = await startScene({ db, seed: "empty" });
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => admin.post("/v1/apiClients", { displayName: String(index) })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await mock.stop();
    const again = await startScene({ db });
    try {
      const { body } = await again.admin.get("/v1/apiClients?pageSize=100");
      expect(names(body["apiClients"]).sort()).toEqual(answers.map(answer => answer.body["name"]).sort());
    } finally {
      await again.mock.stop();
    }
  });

  it("stops within a second even while a request waits", async () => {
    const mock = await startMockProcess(cli, ["--db", db]);
    await callerOf(mock.url, undefined).post("/__mock/faults", { effect: { latencyMs: 60_000 } });
    const waiting = callerOf(mock.url, adminToken)
      .get("/v1/apiClients")
      .catch(() => "cut");
    await delay(100);
    const asked = performance.now();
    mock.child.kill("SIGTERM");
    expect((await mock.ended).code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(1000);
    expect(await waiting).toBe("cut");
  });
});

describe("the state file", () => {
  it("can be read by its owner only, and stays so", async () => {
    const { mock, admin } = await startScene({ db });
    await admin.post("/v1/apiClients", { displayName: "x" });
    await mock.stop();
    for (const file of [db, `${db}.bak`]) expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("keeps its seed: a seed is for a new state", async () => {
    await (await startMockServer({ db, seed: "empty" })).stop();
    const again = await startMockServer({ db, seed: "demo" });
    expect(again.seed).toBe("empty");
    await again.stop();
    const anew = await startMockServer({ db, seed: "demo", reset: true });
    expect(anew.seed).toBe("demo");
    await anew.stop();
  });

  it("is written through a link, which stays one", async () => {
    await (await startMockServer({ db })).stop();
    const link = join(folder, "link.json");
    await symlink(db, link);
    const { mock, admin } = await startScene({ db: link });
    const { body } = await admin.post("/v1/apiClients", { displayName: "Through the link" });
    await mock.stop();
    expect(await readFile(db, "utf8")).toContain(String(body["name"]));
    expect(mock.db).toBe(db);
  });

  it("is one process's alone", { timeout: 20_000 }, async () => {
    const first = await startMockProcess(cli, ["--db", db]);
    const second = await runMock(cli, ["--port", "0", "--db", db]);
    expect(second).toMatchObject({ code: 2, stdout: "" });
    expect(second.stderr).toMatch(
      new RegExp(`^keyporter-mock: .*state.json is in use by process ${first.ready.pid}\\..*\n$`),
    );
    await expect(startMockServer({ db })).rejects.toThrow(`process ${first.ready.pid}`);
    first.child.kill("SIGKILL");
    await first.ended;
    // Its lock file is still there, but the process isn't.
    await (await startMockServer({ db })).stop();
  });

  it("is one process's alone also where several find the lock of one that died", { timeout: 60_000 }, async () => {
    const holder = fileURLToPath(new URL("lock-holder.ts", import.meta.url));
    const holders = Array.from({ length: 5 }, () => fork(holder, [db]));
    const said = (wanted: string) =>
      Promise.all(
        holders.map(
          child =>
            new Promise<string>(resolve => {
              const listen = (message: unknown) => {
                if (typeof message !== "string" || !wanted.split(" ").includes(message)) return;
                child.off("message", listen);
                resolve(message);
              };
              child.on("message", listen);
            }),
        ),
      );
    await said("ready");
    for (let round = 0; round < 6; round += 1) {
      await writeFile(`${db}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, since: Date.now() }));
      const answers = said("held refused");
      for (const child of holders) child.send("lock");
      expect((await answers).filter(answer => answer === "held")).toHaveLength(1);
      const freed = said("free");
      for (const child of holders) child.send("unlock");
      await freed;
    }
    for (const child of holders) child.disconnect();
    expect(await readdir(folder)).toEqual([]);
  });

  it("is not waited for without end where a lock can't be removed", async () => {
    await mkdir(`${db}.lock`);
    await expect(startMockServer({ db })).rejects.toThrow(/^\S+state.json.lock was left behind and can't be removed\./);
  });

  it("is given free once, however often its server is stopped", async () => {
    const first = await startMockServer({ db });
    await Promise.all([first.stop(), first.stop()]);
    const second = await startMockServer({ db });
    await first.stop();
    await expect(startMockServer({ db })).rejects.toThrow("is in use");
    await second.stop();
  });

  it("is one server's alone within a process, too", async () => {
    const first = await startMockServer({ db });
    await expect(startMockServer({ db })).rejects.toThrow("is in use");
    await first.stop();
    await (await startMockServer({ db })).stop();
  });

  it.each([
    ["half of it", (text: string) => text.slice(0, text.length / 2)],
    ["nothing", () => ""],
    ["null", () => "null"],
    ["another program's JSON", () => '{"users":[]}'],
    ["a client without a secret", (text: string) => text.replaceAll('"clientSecret"', '"clientSacrament"')],
  ])("with %s in it is kept aside, and its last good copy is used", async (_, damage) => {
    await (await startMockServer({ db, seed: "empty" })).stop();
    const { mock, admin } = await startScene({ db });
    await admin.post("/v1/apiClients", { displayName: "In the copy" });
    await admin.post("/v1/apiClients", { displayName: "After the copy" });
    await mock.stop();
    const damaged = damage(await readFile(db, "utf8"));
    await writeFile(db, damaged);

    const running = await startMockProcess(cli, ["--db", db]);
    const asides = (await readdir(folder)).filter(name => name.startsWith("state.json.damaged-"));
    expect(asides).toHaveLength(1);
    const aside = join(folder, asides[0] ?? "");
    expect(await readFile(aside, "utf8")).toBe(damaged);
    expect((await stat(aside)).mode & 0o777).toBe(0o600);
    expect(running.ready.damaged).toBe(aside);
    const { get, post } = callerOf(running.url, adminToken);
    expect((await get("/__mock/health")).body["damaged"]).toBe(aside);
    expect(displayNames((await get("/v1/apiClients")).body["apiClients"])).toEqual(["In the copy"]);
    // It is on the disk already: a crash before the first change loses nothing.
    for (const file of [db, `${db}.bak`]) expect(await readFile(file, "utf8")).toContain("In the copy");
    await post("/v1/apiClients", { displayName: "Afterwards" });
    running.child.kill("SIGTERM");
    const { stderr } = await running.ended;
    expect(stderr).toMatch(/^keyporter-mock: [^\n]+ was damaged\. [^\n]+\n$/);
    expect(stderr).toContain(aside);

    const again = await startScene({ db });
    expect(again.mock.damaged).toBeUndefined();
    expect(displayNames((await again.admin.get("/v1/apiClients")).body["apiClients"]).sort()).toEqual([
      "Afterwards",
      "In the copy",
    ]);
    await again.mock.stop();
  });

  it.each([
    ["has no copy", undefined],
    ["has a damaged copy", "damaged, too"],
  ])("that is damaged and %s is kept aside; the next start begins with a new one", async (_, copy) => {
    await writeFile(db, "damaged");
    if (copy !== undefined) await writeFile(`${db}.bak`, copy);
    const { code, stdout, stderr } = await runMock(cli, ["--port", "0", "--db", db]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^keyporter-mock: [^\n]+ there is no good copy of it\. [^\n]+\n$/);
    const aside = (await readdir(folder)).find(name => name.includes(".damaged-")) ?? "";
    expect(await readFile(join(folder, aside), "utf8")).toBe("damaged");
    expect(stderr).toContain(aside);
    await (await startMockServer({ db })).stop();
  });

  it("that is damaged stays where it is while its copy is of a newer version", async () => {
    await writeFile(db, "damaged");
    await writeFile(`${db}.bak`, '{"version":2}');
    await expect(startMockServer({ db })).rejects.toThrow("newer version");
    expect((await readdir(folder)).sort()).toEqual(["state.json", "state.json.bak"]);
    expect(await readFile(db, "utf8")).toBe("damaged");
  });

  it.each(['{"name":"somebody-elses","version":"0.1.0"}', "[]", "null", "1"])(
    "that is JSON of somebody else's is left as it is: %s",
    async text => {
      await writeFile(db, text);
      const { code, stderr } = await runMock(cli, ["--port", "0", "--db", db]);
      expect(code).toBe(2);
      expect(stderr).toContain("is no state file of this server. It was left as it is");
      expect((await readdir(folder)).sort()).toEqual(["state.json"]);
      expect(await readFile(db, "utf8")).toBe(text);
    },
  );

  it("of a newer version, or one that can't be read, is left as it is", async () => {
    await writeFile(db, '{"version":2}');
    expect((await runMock(cli, ["--port", "0", "--db", db])).stderr).toContain("newer version");
    expect(await readFile(db, "utf8")).toBe('{"version":2}');
    expect((await runMock(cli, ["--port", "0", "--db", folder])).code).toBe(2);
  });
});
