import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { column, ids, nextOf, results, startScene, v1, v2 } from "./caller.ts";
import type { Scene } from "./caller.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
beforeEach(async () => {
  await scene.mock.reset();
  scene.mock.clock.freeze(true);
  scene.mock.clock.set(Date.parse("2026-11-22T10:00:00.250Z"));
});
afterAll(() => scene.mock.stop());

const summaries = async (parameters = "") => column(await scene.admin.get(`${v1}/audit${parameters}`), "summary");

describe("the audit log", () => {
  it("is empty at first", async () => {
    expect((await scene.admin.get(`${v1}/audit`)).body).toMatchObject({ results: [], start: 0, limit: 1000, size: 0 });
  });

  it("records that a key is turned on, renewed and turned off, the newest first", async () => {
    await scene.admin.turnOn({ durationInMinutes: 10 });
    scene.mock.clock.advance(60_000);
    await scene.admin.turnOn({ durationInMinutes: 60 });
    scene.mock.clock.advance(60_000);
    await scene.admin.turnOff();
    await scene.admin.turnOff();
    const records = results(await scene.admin.get(`${v1}/audit`));
    expect(records.map(({ summary, description }) => [summary, description])).toEqual([
      ["Admin key disabled", ""],
      ["Admin key renewed", "For 60 minutes"],
      ["Admin key enabled", "For 10 minutes"],
    ]);
    expect(records[2]).toEqual({
      author: {
        type: "user",
        displayName: "Ada Admin",
        operations: null,
        accountId: "712020:5f0c1d7e-0a4b-4c59-9d54-1f6b2a7c0001",
        accountType: "atlassian",
        publicName: "Ada Admin",
        isExternalCollaborator: false,
        isGuest: false,
      },
      remoteAddress: "127.0.0.1",
      creationDate: Date.parse("2026-11-22T10:00:00.250Z"),
      summary: "Admin key enabled",
      description: "For 10 minutes",
      category: "Admin key",
      sysAdmin: false,
      superAdmin: false,
      affectedObject: { name: "Ada Admin", objectType: "User" },
      changedValues: [],
      associatedObjects: [],
    });
  });

  it("says that a key is turned on, not renewed, after the last one ended by itself", async () => {
    await scene.admin.turnOn();
    scene.mock.clock.advance(10 * 60_000);
    await scene.admin.turnOn();
    expect(await summaries()).toEqual(["Admin key enabled", "Admin key enabled"]);
  });

  it("does not record what was refused", async () => {
    await scene.admin.turnOn({ durationInMinutes: 61 });
    await scene.member.turnOn();
    expect(await summaries()).toEqual([]);
  });

  it.each([
    [`${v2}/pages/131076`, "Release 5.0 (embargoed until 1 December)", "Page", "Product Documentation"],
    [`${v1}/content/131092`, "Salary bands 2027", "Page", "People & Culture"],
    [`${v2}/spaces/65539`, "People & Culture", "Space", "People & Culture"],
    [`${v1}/space/HR`, "People & Culture", "Space", "People & Culture"],
  ])("records that %s was read with the key", async (path, name, objectType, space) => {
    await scene.admin.turnOn();
    expect((await scene.admin.getWithKey(path)).status).toBe(200);
    const [record] = results(await scene.admin.get(`${v1}/audit`));
    expect(record).toMatchObject({
      author: { displayName: "Ada Admin" },
      summary: "Content viewed with admin key",
      affectedObject: { name, objectType },
      associatedObjects: [{ name: space, objectType: "Space" }],
    });
  });

  it("records nothing of what could be read anyway, of lists, and of what stayed closed", async () => {
    await scene.admin.turnOn();
    await scene.admin.getWithKey(`${v2}/pages/131073`);
    await scene.admin.getWithKey(`${v2}/pages/131082`);
    await ids(scene.admin.getWithKey, `${v2}/pages`);
    await scene.admin.get(`${v2}/pages/131076`);
    await scene.admin.getWithKey(`${v2}/pages/999`);
    expect(await summaries()).toEqual(["Admin key enabled"]);
  });

  it("is for Confluence administrators", async () => {
    expect((await scene.admin2.get(`${v1}/audit`)).status).toBe(200);
    for (const path of ["audit", "audit/since"]) {
      const { status, body } = await scene.member.get(`${v1}/${path}`);
      expect([status, body]).toMatchObject([403, { statusCode: 403, data: { authorized: false } }]);
    }
  });
});

describe("a part of the audit log", () => {
  beforeEach(async () => {
    for (const caller of [scene.admin, scene.admin2, scene.admin]) {
      await caller.turnOn({ durationInMinutes: 60 });
      scene.mock.clock.advance(24 * 60 * 60_000);
    }
  });

  it("by number", async () => {
    const first = await scene.admin.get(`${v1}/audit?limit=2`);
    expect(first.body).toMatchObject({ start: 0, limit: 2, size: 2 });
    expect(nextOf(first)).toBe("/wiki/rest/api/audit?next=true&limit=2&start=2");
    const second = await scene.admin.get(nextOf(first) ?? "");
    expect([results(second).length, nextOf(second)]).toEqual([1, undefined]);
  });

  it("by time", async () => {
    const middle = Date.parse("2026-11-23T10:00:00.250Z");
    expect(await summaries(`?startDate=${middle}`)).toHaveLength(2);
    expect(await summaries(`?endDate=${middle}`)).toHaveLength(2);
    expect(await summaries(`?startDate=${middle}&endDate=${middle}`)).toHaveLength(1);
    expect((await scene.admin.get(`${v1}/audit?startDate=yesterday`)).status).toBe(400);
  });

  it("by words anywhere in a record", async () => {
    expect(await summaries("?searchString=nadia")).toHaveLength(1);
    expect(await summaries("?searchString=ENABLED")).toHaveLength(3);
    expect(await summaries("?searchString=nothing")).toHaveLength(0);
  });

  it("of the last days", async () => {
    const since = async (parameters: string) =>
      results(await scene.admin.get(`${v1}/audit/since?${parameters}`)).length;
    expect(await since("number=1&units=DAYS")).toBe(1);
    expect(await since("number=50&units=hours")).toBe(2);
    expect(await since("")).toBe(3);
    expect((await scene.admin.get(`${v1}/audit/since?units=constructor`)).status).toBe(400);
  });
});
