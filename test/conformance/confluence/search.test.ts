import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { all, column, nextOf, results, startScene, v1 } from "./caller.ts";
import type { Scene } from "./caller.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.mock.stop());

const search = (cql: string, more = "") => scene.admin.get(`${v1}/search?cql=${encodeURIComponent(cql)}${more}`);

describe("CQL", () => {
  it.each([
    ['type = page and space = DOCS and title ~ "release"', ["Release notes"]],
    ["space = docs AND title ~ 'notes release'", ["Release notes"]],
    ['space in (DOCS, "ENG") and title = "engineering HOME"', ["Engineering home"]],
    ["space.key=DOCS and title~art*", []],
    ["space.key=DOCS and title~START*", ["Getting started"]],
    ['text ~ "everybody"', ["Product Documentation"]],
    ["type in (blogpost, page) and title ~ handbook", ["On-call handbook"]],
    ["type = blogpost", []],
    ['title ~ "\\"release\\""', ["Release notes"]],
    ["space = HR", []],
  ])("%s", async (cql, titles) => {
    const answer = await search(cql);
    expect([answer.status, column(answer, "title")]).toEqual([200, titles]);
    expect(answer.body).toMatchObject({ cqlQuery: cql, totalSize: titles.length, size: titles.length, start: 0 });
  });

  it.each([
    "this is not cql (((",
    "type = page or type = blogpost",
    "label = x",
    "type != page",
    "type ~ page",
    "text = x",
    "title ~",
    "space in DOCS",
    "space in (DOCS",
    "space in (DOCS ENG)",
    "type = page order by title",
    'title ~ "open',
    "and",
    "constructor = x",
    " ",
  ])("refuses %s", async cql => {
    const { status, body } = await search(cql);
    expect([status, body]).toMatchObject([
      400,
      {
        statusCode: 400,
        data: { valid: true },
        message: `com.atlassian.confluence.api.service.exceptions.api.BadRequestException: Could not parse cql : ${cql}`,
      },
    ]);
  });

  it("is required", async () => {
    for (const path of [`${v1}/search`, `${v1}/search?cql=`, `${v1}/content/search`]) {
      const { status, body } = await scene.admin.get(path);
      expect([status, body]).toMatchObject([
        400,
        { message: expect.stringMatching(/cql query parameter is required$/) as unknown },
      ]);
    }
  });
});

describe("search", () => {
  it("ignores the admin key", async () => {
    await scene.admin.turnOn();
    for (const path of ["search", "content/search"]) {
      const with_ = await scene.admin.getWithKey(`${v1}/${path}?cql=title~release`);
      expect(column(with_, "title")).toEqual(["Release notes"]);
    }
    await scene.admin.turnOff();
  });

  it("finds for each what they may see", async () => {
    const found = await scene.member.get(`${v1}/search?cql=text~notes`);
    expect(column(found, "title")).toEqual(["Release notes", "Mika's notes"]);
  });

  it("goes on by a cursor", async () => {
    const first = await search("type=page", "&limit=3");
    expect(nextOf(first)).toMatch(/^\/wiki\/rest\/api\/search\?next=true&cql=type%3Dpage&limit=3&start=3&cursor=\w+$/);
    const titles = (await all(scene.admin.get, `${v1}/search?cql=type=page&limit=3`)).map(({ title }) => title);
    expect([titles.length, new Set(titles).size]).toEqual([8, 8]);
    const cursorOnly = new URL(nextOf(first) ?? "", scene.url);
    cursorOnly.searchParams.delete("start");
    const second = await scene.admin.get(cursorOnly.pathname + cursorOnly.search);
    expect(column(second, "title")).toEqual(titles.slice(3, 6));
    expect((await search("type=page", "&cursor=nonsense")).status).toBe(400);
  });

  it("wraps what it found; content/search does not", async () => {
    const [hit] = results(await search("title~handbook", "&expand=content.space"));
    expect(hit).toMatchObject({
      content: { id: "131082", type: "page", space: { key: "ENG" } },
      entityType: "content",
      url: "/spaces/ENG/pages/131082/On-call+handbook",
      resultGlobalContainer: { title: "Engineering" },
    });
    const [content] = results(await scene.admin.get(`${v1}/content/search?cql=title~handbook&expand=space`));
    expect(content).toMatchObject({ id: "131082", type: "page", space: { key: "ENG" } });
    expect(content).not.toHaveProperty("entityType");
  });
});
