import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { demoPages, demoSpaces, onlyTheKeyReveals } from "../../../mock-server/services/confluence/demo-content.ts";
import { ids, startScene, v1, v2 } from "./caller.ts";
import type { Caller, Scene } from "./caller.ts";

/* What is restricted is not there: 404, never 403, and missing from lists without a word. */

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
beforeEach(async () => {
  await scene.mock.reset();
});
afterAll(() => scene.mock.stop());

const without = (all: readonly string[], some: readonly string[]) => all.filter(id => !some.includes(id));
const listed = demoPages.filter(({ status }) => status !== "trashed").map(({ id }) => id);
const spaceIds = demoSpaces.map(({ id }) => id);
const { spaces: hiddenSpaces, pages: hiddenPages } = onlyTheKeyReveals;

const versions = {
  v2: { pages: `${v2}/pages`, page: `${v2}/pages`, spaces: `${v2}/spaces` },
  v1: { pages: `${v1}/content?status=current&status=archived`, page: `${v1}/content`, spaces: `${v1}/space` },
};

describe.each(Object.entries(versions))("%s", (_, { pages, page, spaces }) => {
  const difference = async (caller: Caller, path: string) =>
    without(await ids(caller.getWithKey, path), await ids(caller.get, path));

  it("shows an administrator with a key exactly what the seed says, and without the header as before", async () => {
    expect(await ids(scene.admin.get, pages)).toEqual(without(listed, hiddenPages));
    expect(await ids(scene.admin.get, spaces)).toEqual(without(spaceIds, hiddenSpaces));
    await scene.admin.turnOn();
    expect(await difference(scene.admin, pages)).toEqual(hiddenPages);
    expect(await difference(scene.admin, spaces)).toEqual(hiddenSpaces);
    expect(await ids(scene.admin.getWithKey, pages)).toEqual(listed);
  });

  it("gives single pages 404, and 200 with the key", async () => {
    for (const id of hiddenPages) expect([id, (await scene.admin.get(`${page}/${id}`)).status]).toEqual([id, 404]);
    await scene.admin.turnOn();
    for (const id of hiddenPages) {
      expect([id, (await scene.admin.getWithKey(`${page}/${id}`)).status]).toEqual([id, 200]);
      expect([id, (await scene.admin.get(`${page}/${id}`)).status]).toEqual([id, 404]);
    }
    await scene.admin.turnOff();
    for (const id of hiddenPages) {
      expect([id, (await scene.admin.getWithKey(`${page}/${id}`)).status]).toEqual([id, 404]);
    }
  });

  it("answers alike for what is hidden and what was never there", async () => {
    const hidden = await scene.admin.get(`${page}/131076`);
    const missing = await scene.admin.get(`${page}/999999`);
    expect(hidden.text.replaceAll("131076", "999999")).toBe(missing.text);
  });

  it("ignores the header of whoever has no key", async () => {
    expect(await difference(scene.admin, pages)).toEqual([]);
    await scene.admin2.turnOn();
    expect(await difference(scene.admin, pages)).toEqual([]);
    expect(await difference(scene.member, pages)).toEqual([]);
  });

  it("shows restricted pages to those on their list", async () => {
    expect((await scene.admin.get(`${page}/131082`)).status).toBe(200);
    expect((await scene.admin2.get(`${page}/131082`)).status).toBe(404);
    expect((await scene.admin2.get(`${page}/131088`)).status).toBe(200);
    expect((await scene.member.get(`${page}/131088`)).status).toBe(404);
    await scene.admin2.turnOn();
    expect(await difference(scene.admin2, pages)).toEqual(["131076", "131077", "131082", ...hiddenPages.slice(2)]);
  });

  it("hides what is below a restricted page, and shows what is above", async () => {
    // 131084 has no restriction of its own; 131075 is the open parent of 131076.
    expect((await scene.admin.get(`${page}/131084`)).status).toBe(404);
    expect((await scene.admin.get(`${page}/131075`)).status).toBe(200);
  });

  it("stops in the middle of a list when the key ends, without a word", async () => {
    await scene.admin.turnOn({ durationInMinutes: 1 });
    const firstHalf = pages.includes("?") ? `${pages}&limit=5` : `${pages}?limit=5`;
    let seen = 0;
    const rows = await ids(path => {
      seen += 1;
      if (seen === 2) scene.mock.clock.advance(60_000);
      return scene.admin.getWithKey(path);
    }, firstHalf);
    expect(rows.filter(id => hiddenPages.some(hidden => hidden === id)).length).toBeLessThan(hiddenPages.length);
    expect(rows).toContain("131076");
    expect(rows).not.toContain("131095");
  });
});

describe("the header", () => {
  it.each(["true", "TRUE", " true "])("counts as %j", async value => {
    await scene.admin.turnOn();
    const headers = { "atl-confluence-with-admin-key": value };
    expect((await scene.admin.send("GET", `${v2}/pages/131076`, { headers })).status).toBe(200);
  });

  it.each(["false", "1", "yes", ""])("does not count as %j", async value => {
    await scene.admin.turnOn();
    const headers = { "atl-confluence-with-admin-key": value };
    expect((await scene.admin.send("GET", `${v2}/pages/131076`, { headers })).status).toBe(404);
  });
});
