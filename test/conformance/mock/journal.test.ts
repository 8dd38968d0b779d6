import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callerOf, startScene } from "../confidence/caller.ts";
import type { Caller, Json, Scene } from "../confidence/caller.ts";
import type { JournalEntry } from "../../../mock-server/journal/journal.ts";
import { admin, callerOf as octaneCallerOf } from "../octane/caller.ts";

let scene: Scene;
let control: Caller;
beforeEach(async () => {
  scene = await startScene();
  control = callerOf(scene.url, undefined);
});
afterEach(() => scene.mock.stop());

const requests = async (search = "") => (await control.get(`/__mock/journal${search}`)).body["requests"] as Json[];

describe("the journal", () => {
  it("says what was asked and what was answered", async () => {
    await scene.admin.post("/v1/apiClients?apiClientId=x", { displayName: "Crawler", labels: { team: "search" } });
    const [exchange] = await requests("?details=true");
    expect(exchange).toMatchObject({
      id: 1,
      service: "confidence",
      method: "POST",
      path: "/v1/apiClients",
      status: 200,
      request: {
        query: { apiClientId: "x" },
        headers: { "authorization": "Bearer [redacted]", "content-type": "application/json" },
        body: { displayName: "Crawler", labels: { team: "search" } },
      },
      answer: {
        headers: { "content-type": "application/json; charset=utf-8" },
        body: { displayName: "Crawler", clientSecret: "[redacted]", clientId: expect.any(String) as unknown },
      },
    });
    expect((await control.get("/__mock/journal/1")).body).toEqual(exchange);
  });

  it("holds no secret, wherever it stood", async () => {
    const planted = "Canary-5ecret-9f3a!";
    const heard: JournalEntry[] = [];
    scene.mock.journal.subscribe(entry => heard.push(entry));
    const created = await scene.admin.post("/v1/apiClients", { displayName: "x" });
    const { clientId, clientSecret } = created.body;
    const bearer = await scene.signIn(clientId, clientSecret);
    await scene
      .as(bearer)
      .get(`/v1/apiClients?filter=${encodeURIComponent(String(clientSecret))}&access_token=${planted}`);
    await scene.as(undefined).post("/v1/oauth/token", { clientSecret: planted, comment: `my secret is ${planted}` });
    const octane = octaneCallerOf(scene.url);
    await octane.signIn(admin);
    const cookie = [...octane.cookies.values()].join();
    await octane.post("/api_accesses?fields=client_id,client_secret", {
      data: [{ name: "k", client_secret: planted, workspace_roles: { data: [] } }],
    });
    await octane.get(`/api_accesses?query="name EQ ^${planted}^"&client_secret=${planted}`);
    await fetch(`${scene.url}/v1/users`, { headers: { Authorization: `Basic ${btoa(`me:${planted}`)}` } });
    await fetch(`${scene.url}/v1/users/${planted}`, { headers: { "X-Api-Key": planted } });

    expect(JSON.stringify(scene.mock.journal.entries())).not.toContain(planted);
    expect(JSON.stringify(heard)).not.toContain(planted);
    expect(heard.map(({ path }) => path).at(-1)).toBe("/v1/users/[redacted]");
    const everything = JSON.stringify(scene.mock.journal.exchanges());
    expect(scene.mock.journal.entries()).toHaveLength(9);
    for (const secret of [planted, clientSecret, bearer, admin.password, cookie, btoa(`me:${planted}`)]) {
      expect(everything).not.toContain(secret);
    }
    expect(everything).toContain("LWSSO_COOKIE_KEY=[redacted]");
  });

  it("can be searched", async () => {
    await scene.admin.get("/v1/apiClients");
    await scene.admin.get("/v1/roles/nosuch");
    await scene.admin.remove("/v1/apiClients/donlangsbyz6iiksdt4c");
    await octaneCallerOf(scene.url).get("/roles");
    const ids = async (search: string) => (await requests(search)).map(({ id }) => id);
    expect(await ids("?service=confidence")).toEqual([1, 2, 3]);
    expect(await ids("?method=delete")).toEqual([3]);
    expect(await ids("?path=/v1/apiClients")).toEqual([1, 3]);
    expect(await ids("?path=*nosuch")).toEqual([2]);
    expect(await ids("?status=4xx")).toEqual([2, 4]);
    expect(await ids("?status=404")).toEqual([2]);
    expect(await ids("?after=2&limit=1")).toEqual([4]);
  });

  it.each([
    ["?limit=-1", "limit: This has to be a whole number."],
    ["?status=bad", "status: This has to be a status such as 404, or 4xx for all of its kind."],
  ])("says what is wrong with a search for %s", async (search, message) => {
    const response = await fetch(`${scene.url}/__mock/journal${search}`);
    expect([response.status, await response.json()]).toEqual([400, { error: { message } }]);
  });

  it("does not change what it showed, whatever becomes of the resource", async () => {
    const { body } = await scene.admin.get("/v1/apiClients/donlangsbyz6iiksdt4c");
    await scene.admin.patch("/v1/apiClients/donlangsbyz6iiksdt4c", { displayName: "Changed" });
    expect((await requests("?details=true"))[0]).toMatchObject({
      answer: { body: { displayName: body["displayName"] } },
    });
  });
});

describe("the live stream of the journal", () => {
  /** Reads events until there are enough. */
  async function events(
    count: number,
    search = "",
    headers: Record<string, string> = {},
    act?: () => Promise<unknown>,
  ) {
    const ending = new AbortController();
    const response = await fetch(`${scene.url}/__mock/journal/stream${search}`, { headers, signal: ending.signal });
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    await act?.();
    let text = "";
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString();
      if (text.split("\ndata: ").length > count) break;
    }
    ending.abort();
    return [...text.matchAll(/event: request\nid: (\d+)\ndata: (.*)\n\n/g)].map(([, id, data = ""]) => {
      const entry = JSON.parse(data) as Json;
      expect(String(entry["id"])).toBe(id);
      return `${String(entry["method"])} ${String(entry["path"])} ${String(entry["status"])}`;
    });
  }

  it("tells of each request when it is answered", async () => {
    const heard = await events(2, "", {}, async () => {
      await scene.admin.get("/v1/roles");
      await scene.admin.get("/v1/users/nosuch");
    });
    expect(heard).toEqual(["GET /v1/roles 200", "GET /v1/users/nosuch 404"]);
  });

  it("tells only of what was asked for", async () => {
    const heard = await events(1, "?status=4xx", {}, async () => {
      await scene.admin.get("/v1/roles");
      await scene.admin.get("/v1/users/nosuch");
    });
    expect(heard).toEqual(["GET /v1/users/nosuch 404"]);
  });

  it("goes on after a break where it ended, as a browser asks it to", async () => {
    for (const path of ["/v1/roles", "/v1/users", "/v1/policies"]) await scene.admin.get(path);
    expect(await events(2, "", { "Last-Event-ID": "1" })).toEqual(["GET /v1/users 200", "GET /v1/policies 200"]);
  });

  it("ends with the server, at once", async () => {
    const other = await startScene();
    const response = await fetch(`${other.url}/__mock/journal/stream`);
    const started = performance.now();
    const [text] = await Promise.all([response.text(), other.mock.stop()]);
    expect(text).toBe("retry: 1000\n\n");
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it("is not endless in number", async () => {
    const ending = new AbortController();
    const open = () => fetch(`${scene.url}/__mock/journal/stream`, { signal: ending.signal });
    const statuses = [];
    for (let listener = 0; listener < 51; listener += 1) statuses.push((await open()).status);
    expect([statuses.filter(status => status === 200).length, statuses.at(-1)]).toEqual([50, 503]);
    ending.abort();
  });
});

describe("expectations", () => {
  const expectation = async (expected: Json) => (await control.post("/__mock/expectations", expected)).body;
  const verdict = async (expected: Json) => (await expectation(expected))["met"];
  beforeEach(async () => {
    await scene.admin.post("/v1/apiClients", { displayName: "Crawler", labels: { team: "search", cost: "low" } });
    await scene.admin.post("/v1/apiClients", { displayName: "" });
    await scene.admin.get("/v1/apiClients?pageSize=1&filter=team");
  });

  it("say whether something was called, how often and with what", async () => {
    const create = { method: "POST", path: "/v1/apiClients" };
    expect(await verdict(create)).toBe(true);
    expect(await verdict({ ...create, times: 2 })).toBe(true);
    expect(await verdict({ ...create, times: 1, status: 200 })).toBe(true);
    expect(await verdict({ ...create, body: { labels: { team: "search" } }, times: 1 })).toBe(true);
    expect(await verdict({ ...create, body: { labels: { team: "ads" } } })).toBe(false);
    expect(await verdict({ ...create, answer: { clientSecret: "[redacted]" }, times: 1 })).toBe(true);
    expect(await verdict({ query: { filter: "team" } })).toBe(true);
    expect(await verdict({ method: "DELETE" })).toBe(false);
    expect(await verdict({ method: "DELETE", times: 0 })).toBe(true);
    expect(await verdict({ method: "DELETE", atMost: 1 })).toBe(true);
    expect(await verdict({ service: "confidence", atLeast: 4 })).toBe(false);
    expect(await verdict({ status: "4xx", times: 1 })).toBe(true);
    expect((await expectation(create))["count"]).toBe(2);
  });

  it("show what came instead, and where it differs", async () => {
    const { met, nearest } = await expectation({
      method: "POST",
      status: 200,
      body: { displayName: "Crawler", labels: { team: "ads" }, roles: ["x"] },
    });
    expect(met).toBe(false);
    expect((nearest as Json[])[0]).toMatchObject({
      request: { id: 1 },
      differences: ['body.labels.team is "search"', "body.roles is not there"],
    });
  });

  it("mean one path, unless they say otherwise: what begins like it was not asked for", async () => {
    await scene.admin.get("/v1/apiClients/donlangsbyz6iiksdt4c");
    expect(await verdict({ method: "GET", path: "/v1/apiClients", times: 1 })).toBe(true);
    expect(await verdict({ path: "/v1/apiClient" })).toBe(false);
    expect(await verdict({ path: "/v1/apiClients/donlangsbyz6iiksdt4" })).toBe(false);
    expect(await verdict({ method: "GET", path: "/v1/apiClients*", times: 2 })).toBe(true);
  });

  it.each([
    [{ service: "confidnce", times: 0 }, /^service: .*there are confidence, octane, confluence/],
    [{ servce: "confidence", times: 0 }, /^servce: There is no such field/],
    [{ path: "/v1/apiClients?pageSize=1", times: 0 }, /^path: .*no query/],
    [{ path: "v1", times: 0 }, /^path: .*begins with a slash/],
    [{ status: 999, times: 0 }, /^status: .*4xx/],
  ])("%j would always hold, so it is refused", async (expected, message) => {
    expect(await control.post("/__mock/expectations", expected)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringMatching(message) as unknown } },
    });
    expect(() => scene.mock.check(expected)).toThrow(/^The expectation does not fit: /);
  });

  it("are there for code, too, which may write methods small", () => {
    expect(scene.mock.check({ method: "get", path: "/v1/apiClients", times: 1 })).toMatchObject({
      met: true,
      count: 1,
    });
    expect(scene.mock.journal.entries({ method: "get" })).toHaveLength(1);
  });
});
