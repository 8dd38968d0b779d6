import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { displayNames, names, startScene } from "./caller.ts";
import type { Caller, Json, Scene } from "./caller.ts";

async function allPages(
  caller: Caller,
  query: string,
  between: (page: number) => Promise<unknown> = async () => undefined,
) {
  const pages: Json[][] = [];
  let token = "";
  do {
    const { status, body } = await caller.get(`/v1/apiClients?${query}&pageToken=${token}`);
    expect(status).toBe(200);
    pages.push(body["apiClients"] as Json[]);
    token = String(body["nextPageToken"]);
    await between(pages.length);
  } while (token !== "");
  return pages;
}

describe("pages", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene({ seed: "large:250" });
  });
  afterAll(() => scene.mock.stop());

  it("of 100 hold everything once, the last one without a token", async () => {
    const pages = await allPages(scene.admin, "pageSize=100");
    expect(pages.map(page => page.length)).toEqual([100, 100, 62]);
    expect(new Set(names(pages.flat())).size).toBe(262);
  });

  it("have 50 rows when no size, or 0, is asked for", async () => {
    for (const query of ["", "?pageSize=0", "?page_size=0"]) {
      const { body } = await scene.admin.get(`/v1/apiClients${query}`);
      expect(body["apiClients"]).toHaveLength(50);
    }
  });

  it("skip and repeat nothing when clients are deleted and created meanwhile", async () => {
    const before = names((await allPages(scene.admin, "pageSize=100")).flat());
    const doomed = before[3];
    const pages = await allPages(scene.admin, "pageSize=100", async page => {
      if (page !== 1) return;
      await scene.admin.remove(`/v1/${String(doomed)}`);
      await scene.admin.post("/v1/apiClients", { displayName: "Late" });
    });
    const seen = names(pages.flat());
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(before));
  });

  it("belong to the filter and order of their token", async () => {
    const { body } = await scene.admin.get("/v1/apiClients?pageSize=1&orderBy=createTime");
    const token = String(body["nextPageToken"]);
    expect((await scene.admin.get(`/v1/apiClients?pageSize=1&orderBy=createTime&pageToken=${token}`)).status).toBe(200);
    expect((await scene.admin.get(`/v1/apiClients?pageSize=1&orderBy=displayName&pageToken=${token}`)).status).toBe(
      400,
    );
    expect((await scene.admin.get(`/v1/apiClients?filter=a&orderBy=createTime&pageToken=${token}`)).status).toBe(400);
  });

  it("of a filtered and sorted list go on where the last one ended", async () => {
    const pages = await allPages(scene.admin, "pageSize=7&orderBy=createTime:desc&filter=labels.team:payments");
    const rows = pages.flat();
    expect(rows).toHaveLength(51);
    const times = rows.map(row => String(row["createTime"]));
    expect(times).toEqual([...times].sort().reverse());
  });
});

describe("filter and orderBy", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene({ seed: "empty" });
    const clients = [
      { displayName: "Alpha service", description: "first of all", labels: { team: "red" } },
      { displayName: "Beta service", description: "with: colons", labels: { team: "blue", env: "ci" } },
      { displayName: "alphabet", description: "", labels: {}, roles: ["roles/reader"] },
      { displayName: "Müller & Söhne", description: 'says "hi"', labels: { team: "red" } },
    ];
    for (const client of clients) {
      expect((await scene.admin.post("/v1/apiClients", client)).status).toBe(200);
    }
  });
  afterAll(() => scene.mock.stop());

  it.each([
    ["", ["Alpha service", "Beta service", "Müller & Söhne", "alphabet"]],
    ['displayName:"Alpha service"', ["Alpha service"]],
    ["displayName:alpha", ["Alpha service"]],
    ["displayName:ALPHA*", ["Alpha service", "alphabet"]],
    ["displayName:Alpha displayName:Beta", ["Alpha service", "Beta service"]],
    ["displayName:service AND NOT displayName:beta", ["Alpha service"]],
    ["displayName:service AND labels.team:blue", ["Beta service"]],
    ["(displayName:alpha OR displayName:beta) AND labels.team:red", ["Alpha service"]],
    ["displayName:alphabet OR displayName:service AND labels.env:ci", ["Beta service", "alphabet"]],
    ["NOT displayName:service", ["Müller & Söhne", "alphabet"]],
    ["labels.team:*", ["Alpha service", "Beta service", "Müller & Söhne"]],
    ["NOT description:*", ["alphabet"]],
    ["roles:roles/reader", ["alphabet"]],
    ["display_name:beta", ["Beta service"]],
    ["displayName:müller", ["Müller & Söhne"]],
    ["first", ["Alpha service"]],
    ['description:"says \\"hi\\""', ["Müller & Söhne"]],
    ["description:with\\:", ["Beta service"]],
    ["displayName:nothing", []],
    ["displayName:servic", []],
  ])("finds with %s", async (filter, expected) => {
    const { status, body } = await scene.admin.get(
      `/v1/apiClients?orderBy=displayName&filter=${encodeURIComponent(filter)}`,
    );
    expect(status).toBe(200);
    expect(displayNames(body["apiClients"])).toEqual(expected);
  });

  it.each([
    "displayName:",
    "(displayName:a",
    "displayName:a)",
    "AND displayName:a",
    "displayName:a AND",
    "NOT",
    "colour:red",
    "labels:red",
    'displayName:"open',
    "createTime:[2020 TO 2021]",
    "displayName:a*b",
    "displayName:a~",
    "displayName:a^2",
    `${"(".repeat(200)}a${")".repeat(200)}`,
    "NOT ".repeat(500) + "a",
  ])("refuses %s", async filter => {
    const { status, body } = await scene.admin.get(`/v1/apiClients?filter=${encodeURIComponent(filter)}`);
    expect([status, body["code"]]).toEqual([400, 3]);
  });

  it.each([
    ["displayName", ["Alpha service", "Beta service", "Müller & Söhne", "alphabet"]],
    ["displayName:desc", ["alphabet", "Müller & Söhne", "Beta service", "Alpha service"]],
    ["createTime:asc", ["Alpha service", "Beta service", "alphabet", "Müller & Söhne"]],
    ["creator:asc,createTime:desc", ["Müller & Söhne", "alphabet", "Beta service", "Alpha service"]],
    ["create_time:desc", ["Müller & Söhne", "alphabet", "Beta service", "Alpha service"]],
  ])("sorts by %s", async (orderBy, expected) => {
    const { body } = await scene.admin.get(`/v1/apiClients?orderBy=${orderBy}`);
    expect(displayNames(body["apiClients"])).toEqual(expected);
  });

  it("breaks ties by name, in the same direction whatever was asked for", async () => {
    for (const orderBy of ["creator", "creator:desc", ""]) {
      const { body } = await scene.admin.get(`/v1/apiClients?orderBy=${orderBy}`);
      const found = names(body["apiClients"]).map(String);
      expect(found).toEqual([...found].sort());
    }
  });
});
