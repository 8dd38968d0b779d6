import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { all, column, ids, nextOf, results, startScene, v1, v2 } from "./caller.ts";
import type { Answer, Scene } from "./caller.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene({ seed: "large:260" });
});
afterAll(() => scene.mock.stop());

const badParameter = (title: string) => ({
  errors: [{ status: 400, code: "INVALID_REQUEST_PARAMETER", title, detail: "" }],
});
const wrongType = (name: string, value: string, type: string) =>
  badParameter(`Provided value {${value}} for '${name}' is not the correct type. Expected type is ${type}.`);
const get = (path: string) => scene.admin.get(path);
const cursorOf = (answer: Answer) => new URL(nextOf(answer) ?? "", scene.url).searchParams.get("cursor");

describe("a list of v2", () => {
  it("has 25 rows unless told otherwise, and a relative link to the next ones, twice", async () => {
    const answer = await get(`${v2}/pages?space-id=100001`);
    expect(results(answer)).toHaveLength(25);
    const next = nextOf(answer) ?? "";
    expect(next).toMatch(/^\/wiki\/api\/v2\/pages\?space-id=100001&cursor=[\w-]+$/);
    expect(answer.headers.get("link")).toBe(`<${next}>; rel="next", <${scene.url}/wiki>; rel="base"`);
    expect(answer.body["_links"]).toEqual({ next, base: `${scene.url}/wiki` });
  });

  it("has neither link on its last page", async () => {
    const answer = await get(`${v2}/pages?space-id=65541`);
    expect([results(answer).length, answer.headers.get("link"), answer.body["_links"]]).toEqual([
      1,
      null,
      { base: `${scene.url}/wiki` },
    ]);
    const exactlyFull = await get(`${v2}/pages?id=131073,131074&limit=2`);
    expect([results(exactlyFull).length, nextOf(exactlyFull)]).toEqual([2, undefined]);
  });

  it("has each row once, whatever the limit and the order", async () => {
    const everything = await ids(get, `${v2}/pages?limit=250`);
    expect(everything).toHaveLength(234 + 9);
    for (const parameters of ["limit=1", "limit=7", "limit=250&sort=-title", "limit=33&sort=-created-date"]) {
      const found = await ids(get, `${v2}/pages?space-id=100001,65537,65538&${parameters}`);
      expect(new Set(found).size).toBe(found.length);
      expect(found).toHaveLength(90 + 3 + 5);
    }
  });

  it.each([
    ["abc", wrongType("limit", "abc", "int")],
    ["1.5", wrongType("limit", "1.5", "int")],
    ["0", badParameter("The value of 'limit' has to be from 1 to 250.")],
    ["-1", badParameter("The value of 'limit' has to be from 1 to 250.")],
    ["251", badParameter("The value of 'limit' has to be from 1 to 250.")],
  ])("refuses the limit %s", async (limit, expected) => {
    for (const path of ["/pages", "/spaces", "/spaces/65537/pages"]) {
      const { status, body } = await get(`${v2}${path}?limit=${limit}`);
      expect([status, body]).toEqual([400, expected]);
    }
  });

  it.each(["nonsense", "%00", "bm9uc2Vuc2U", "WyJpZCJd", "WzEsMiwzXQ"])(
    "refuses the cursor %s in the words of the real one",
    async cursor => {
      const { status, body } = await get(`${v2}/pages?cursor=${cursor}`);
      expect([status, body]).toEqual([
        400,
        {
          errors: [
            {
              status: 400,
              code: "INVALID_REQUEST_PARAMETER",
              title: "Provided value for 'cursor' is not the correct type. Expected type is Cursor.",
              detail:
                "The provided cursor was not valid. You can get a new valid cursor by making the original pagination request again.",
            },
          ],
        },
      ]);
    },
  );

  it("refuses a cursor of another order", async () => {
    const cursor = cursorOf(await get(`${v2}/pages?limit=2&sort=title`)) ?? "";
    expect((await get(`${v2}/pages?limit=2&sort=title&cursor=${cursor}`)).status).toBe(200);
    expect((await get(`${v2}/pages?limit=2&sort=-title&cursor=${cursor}`)).status).toBe(400);
  });

  it.each(["id", "-id", "title", "-title", "created-date", "-created-date", "modified-date", "-modified-date"])(
    "of pages is sorted by %s",
    async sort => {
      const rows = await all(get, `${v2}/pages?space-id=65537,65538&limit=2&sort=${sort}`);
      const keys = rows.map(({ id, title, createdAt, version }) => {
        if (sort.includes("title")) return String(title).toLowerCase();
        if (sort.includes("created")) return String(createdAt);
        return sort.includes("modified") ? (version as { createdAt: string }).createdAt : String(id);
      });
      const ascending = [...keys].sort();
      expect(keys).toEqual(sort.startsWith("-") ? ascending.reverse() : ascending);
    },
  );

  it.each(["key", "name"])("of spaces is sorted by %s, both ways", async sort => {
    const up = column(await get(`${v2}/spaces?limit=250&sort=${sort}`), sort).map(text => String(text).toLowerCase());
    expect(up).toEqual([...up].sort());
    const down = column(await get(`${v2}/spaces?limit=250&sort=-${sort}`), sort).map(text =>
      String(text).toLowerCase(),
    );
    expect(down).toEqual(up.reverse());
  });

  it("of spaces is sorted by id as a number, both ways", async () => {
    const up = await ids(get, `${v2}/spaces?sort=id`);
    expect(up).toEqual(["65537", "65538", "65541", "100001", "100002", "100003"]);
    expect(await ids(get, `${v2}/spaces`)).toEqual(up);
    expect(await ids(get, `${v2}/spaces?sort=-id&limit=2`)).toEqual(up.reverse());
  });

  it("takes no other order", async () => {
    expect((await get(`${v2}/pages?sort=name`)).status).toBe(400);
    expect((await get(`${v2}/spaces?sort=title`)).status).toBe(400);
  });

  it.each([
    ["id=131073&id=131085", ["131073", "131085"]],
    ["id=131073,131085", ["131073", "131085"]],
    ["id=131076", []],
    ["space-id=65537", ["131073", "131074", "131075"]],
    ["space-id=65539", []],
    ["title=getting started", ["131074"]],
    ["title=getting", []],
    ["status=archived", ["131089"]],
    ["status=trashed&space-id=65537", ["131078"]],
    ["status=deleted", []],
    ["space-id=65538&status=current", ["131081", "131082", "131085", "131088"]],
    ["space-id=65538", ["131081", "131082", "131085", "131088", "131089"]],
    ["subtype=live", []],
    ["space-id=65537&subtype=page&labels=none", ["131073", "131074", "131075"]],
  ])("of pages with %s", async (parameters, expected) => {
    expect(await ids(get, `${v2}/pages?${parameters}&limit=250`)).toEqual(expected);
  });

  it.each([
    ["keys=ENG&keys=DOCS", ["DOCS", "ENG"]],
    ["keys=ENG,DOCS,HR", ["DOCS", "ENG"]],
    ["ids=65538", ["ENG"]],
    ["status=archived", ["ARCHIVE"]],
    ["type=personal", []],
    ["type=global&keys=DOCS", ["DOCS"]],
    ["labels=x", []],
    ["favorited-by=x", []],
    ["not-favorited-by=x&keys=DOCS", ["DOCS"]],
  ])("of spaces with %s", async (parameters, expected) => {
    expect(column(await get(`${v2}/spaces?${parameters}`), "key")).toEqual(expected);
  });

  it.each([
    ["/pages?space-id=x", wrongType("space-id", "x", "long")],
    ["/pages?id=1,2,three", wrongType("id", "three", "long")],
    ["/pages/abc", wrongType("id", "abc", "long")],
    ["/spaces/DOCS", wrongType("id", "DOCS", "long")],
    ["/spaces/DOCS/pages", wrongType("id", "DOCS", "long")],
  ])("refuses what is no number: %s", async (path, expected) => {
    const { status, body } = await get(`${v2}${path}`);
    expect([status, body]).toEqual([400, expected]);
  });

  it.each(["/pages?status=new", "/pages?body-format=view", "/pages/131073?body-format=pdf", "/spaces?type=team"])(
    "refuses words that it does not know: %s",
    async path => {
      expect((await get(`${v2}${path}`)).status).toBe(400);
    },
  );

  it("of a space has its pages, all or those at the top, or is 404", async () => {
    expect(await ids(get, `${v2}/spaces/65538/pages`)).toEqual(["131081", "131082", "131085", "131088", "131089"]);
    expect(await ids(get, `${v2}/spaces/65538/pages?depth=root`)).toEqual(["131081"]);
    expect((await get(`${v2}/spaces/65539/pages`)).status).toBe(404);
    expect((await get(`${v2}/spaces/65539`)).status).toBe(404);
  });
});

describe("one page or space of v2", () => {
  it("is as documented", async () => {
    const { body } = await get(`${v2}/pages/131075`);
    expect(body).toEqual({
      id: "131075",
      status: "current",
      title: "Release notes",
      spaceId: "65537",
      parentId: "131073",
      parentType: "page",
      position: 75,
      authorId: "712020:5f0c1d7e-0a4b-4c59-9d54-1f6b2a7c0005",
      ownerId: "712020:5f0c1d7e-0a4b-4c59-9d54-1f6b2a7c0005",
      lastOwnerId: null,
      createdAt: "2025-03-03T09:30:00.000Z",
      version: {
        number: 12,
        message: "",
        minorEdit: false,
        authorId: "712020:5f0c1d7e-0a4b-4c59-9d54-1f6b2a7c0005",
        createdAt: "2025-03-03T09:30:00.000Z",
      },
      body: {},
      _links: {
        webui: "/spaces/DOCS/pages/131075/Release+notes",
        editui: "/pages/resumedraft.action?draftId=131075",
        edituiv2: "/spaces/DOCS/pages/edit-v2/131075",
        tinyui: "/x/AwAC",
        base: `${scene.url}/wiki`,
      },
    });
    expect((await get(`${v2}/spaces/65538`)).body).toMatchObject({
      id: "65538",
      key: "ENG",
      name: "Engineering",
      type: "global",
      status: "current",
      homepageId: "131081",
      description: null,
      icon: null,
      _links: { webui: "/spaces/ENG", base: `${scene.url}/wiki` },
    });
  });

  it("has a body in the format that was asked for", async () => {
    expect((await get(`${v2}/pages/131073?body-format=storage`)).body["body"]).toEqual({
      storage: {
        representation: "storage",
        value: "<p>Welcome. Start with the page Getting started.</p><p>Everything here may be read by everybody.</p>",
      },
    });
    const { body } = await get(`${v2}/pages/131073?body-format=atlas_doc_format`);
    const format = (body["body"] as { atlas_doc_format: { value: string } }).atlas_doc_format;
    expect(JSON.parse(format.value)).toMatchObject({ type: "doc", version: 1, content: [{ type: "paragraph" }, {}] });
    const [first] = results(await get(`${v2}/pages?id=131073&body-format=storage`));
    expect(first).toHaveProperty("body.storage.representation", "storage");
  });

  it("has a description and an icon where they were asked for", async () => {
    const path = `${v2}/spaces/65538?description-format=plain&include-icon=true`;
    expect((await get(path)).body).toMatchObject({
      description: { plain: { representation: "plain", value: "Decisions, runbooks and what we learned." } },
      icon: { path: "/wiki/images/logo/default-space-logo-256.png" },
    });
  });

  it("is found in the status and version that it has only", async () => {
    expect((await get(`${v2}/pages/131078`)).body).toMatchObject({ status: "trashed" });
    expect((await get(`${v2}/pages/131078?status=current`)).status).toBe(404);
    expect((await get(`${v2}/pages/131075?version=12`)).status).toBe(200);
    expect((await get(`${v2}/pages/131075?version=11`)).status).toBe(404);
  });
});

describe("a list of v1", () => {
  it("has a part from start on, with links to the parts around it", async () => {
    const { body } = await get(`${v1}/space?status=current&limit=2&start=1`);
    expect(body).toMatchObject({ start: 1, limit: 2, size: 2 });
    expect(body["_links"]).toEqual({
      base: `${scene.url}/wiki`,
      context: "/wiki",
      self: `${scene.url}${v1}/space?status=current&limit=2&start=1`,
      next: "/rest/api/space?next=true&status=current&limit=2&start=3",
      prev: "/rest/api/space?prev=true&status=current&limit=2&start=0",
    });
    expect((await get(`${v1}/space`)).body).toMatchObject({ start: 0, limit: 25, size: 6 });
  });

  it("has each row once", async () => {
    const found = await ids(get, `${v1}/content?limit=37`);
    expect([found.length, new Set(found).size]).toEqual([234 + 8, 234 + 8]);
  });

  it("takes no more than 1000 for its limit, and 0 for an empty page", async () => {
    expect((await get(`${v1}/content?limit=5000`)).body).toMatchObject({ limit: 1000, size: 234 + 8 });
    const empty = await get(`${v1}/content?limit=0`);
    expect(empty.body).toMatchObject({
      limit: 0,
      size: 0,
      _links: { next: "/rest/api/content?next=true&limit=0&start=0" },
    });
    expect((await get(`${v1}/content?start=100000`)).body).toMatchObject({ start: 100_000, size: 0 });
  });

  it.each([
    ["limit=-1", /^java\.lang\.IllegalArgumentException: limit cannot be less than zero$/],
    ["start=-5", /^java\.lang\.IllegalArgumentException: start cannot be less than zero$/],
    ["limit=abc", /NumberFormatException: For input string: "abc"$/],
    ["start=100001", /BadRequestException: Start of this size is no longer supported/],
  ])("refuses %s", async (parameters, message) => {
    const { status, body } = await get(`${v1}/content?${parameters}`);
    expect([status, body]).toMatchObject([
      400,
      { statusCode: 400, message: expect.stringMatching(message) as unknown },
    ]);
  });

  it.each([
    ["type=page&spaceKey=DOCS", ["131073", "131074", "131075"]],
    ["type=blogpost", []],
    ["spaceKey=ENG&status=archived", ["131089"]],
    ["spaceKey=ENG&status=any", ["131081", "131082", "131085", "131088", "131089"]],
    ["title=Architecture decisions&spaceKey=ENG", ["131085"]],
  ])("of content with %s", async (parameters, expected) => {
    expect(await ids(get, `${v1}/content?${parameters}`)).toEqual(expected);
  });

  it("refuses spaces and types that are not there", async () => {
    for (const key of ["NOPE", "HR"]) {
      const { status, body } = await get(`${v1}/content?spaceKey=${key}`);
      expect([status, body]).toMatchObject([
        404,
        { statusCode: 404, data: { authorized: true, valid: true }, message: expect.stringContaining(key) as unknown },
      ]);
    }
    expect((await get(`${v1}/content?type=bogus`)).status).toBe(501);
    expect((await get(`${v1}/space/HR`)).status).toBe(404);
  });

  it("of spaces filters by key, id, type and status", async () => {
    expect(column(await get(`${v1}/space?spaceKey=ENG&spaceKey=DOCS`), "key")).toEqual(["DOCS", "ENG"]);
    expect(column(await get(`${v1}/space?spaceId=65538`), "key")).toEqual(["ENG"]);
    expect(column(await get(`${v1}/space?status=archived&type=global`), "key")).toEqual(["ARCHIVE"]);
    expect(column(await get(`${v1}/space?type=personal`), "key")).toEqual([]);
  });
});

describe("content and spaces of v1", () => {
  it("expand what is asked for and say what else could be", async () => {
    const plain = await get(`${v1}/content/131075`);
    expect(plain.body).toMatchObject({
      id: "131075",
      type: "page",
      title: "Release notes",
      space: { id: 65537, key: "DOCS" },
      version: { number: 12, by: { displayName: "Søren Kjær" } },
      history: { latest: true },
      _expandable: { body: "", ancestors: "" },
      _links: { self: `${scene.url}${v1}/content/131075` },
    });
    expect(plain.body).not.toHaveProperty("body");
    const path = `${v1}/content/131076?expand=body.storage,ancestors&expand=space,history.lastUpdated`;
    await scene.admin.turnOn();
    const { body } = await scene.admin.getWithKey(path);
    await scene.admin.turnOff();
    expect(body).toMatchObject({
      body: { storage: { value: "<p>Not before 1 December, 09:00 UTC.</p>", representation: "storage" } },
      ancestors: [{ id: "131073" }, { id: "131075" }],
      space: { key: "DOCS" },
      history: { lastUpdated: { number: 1 } },
    });
    expect(body["_expandable"]).not.toHaveProperty("body");
  });

  it("has the space by its key", async () => {
    const { body } = await get(`${v1}/space/ENG?expand=description.plain,homepage,icon,history`);
    expect(body).toMatchObject({
      id: 65538,
      key: "ENG",
      description: { plain: { value: "Decisions, runbooks and what we learned.", representation: "plain" } },
      homepage: { id: "131081", title: "Engineering home" },
      icon: { isDefault: true },
      history: { createdDate: "2024-02-05T08:00:00.000Z" },
    });
  });
});
