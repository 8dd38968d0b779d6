import { createV1Client, createV2Client, isAuthError, isForbiddenError, isNotFoundError } from "confluence.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { onlyTheKeyReveals } from "../../../mock-server/services/confluence/demo-content.ts";
import { admin, startScene } from "./caller.ts";
import type { Scene } from "./caller.ts";

/*
 * confluence.js as it comes from npm. It checks every answer against schemas of its own, which were tried against a real
 * site. Its v1 has what Atlassian left there (the current user, search, the audit log); spaces and pages are its v2's.
 */

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
beforeEach(async () => {
  await scene.mock.reset();
});
afterAll(() => scene.mock.stop());

const config = (credentials = admin, headers: Record<string, string> = {}) => {
  const [email = "", apiToken = ""] = credentials.split(":");
  return { host: scene.url, auth: { type: "basic" as const, email, apiToken }, headers };
};
const header = { "Atl-Confluence-With-Admin-Key": "true" };
const v1 = (credentials?: string, headers?: Record<string, string>) => createV1Client(config(credentials, headers));
const v2 = (credentials?: string, headers?: Record<string, string>) => createV2Client(config(credentials, headers));

/** All pages that a client lists, by its own paging. */
async function pageIds(client: ReturnType<typeof v2>): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | undefined; ;) {
    const { results = [], _links: links } = await client.page.getPages({ limit: 4, ...(cursor ? { cursor } : {}) });
    found.push(...results.map(({ id = "" }) => id));
    if (links?.next === undefined) return found;
    cursor = new URL(links.next, scene.url).searchParams.get("cursor") ?? "";
  }
}

describe("confluence.js", () => {
  it("reads the current user, with and without the header", async () => {
    for (const headers of [{}, header]) {
      expect(await v1(admin, headers).users.getCurrentUser({})).toMatchObject({
        type: "known",
        email: "admin@keyporter.example",
        displayName: "Ada Admin",
      });
    }
    expect(await v1().users.getAnonymousUser({})).not.toHaveProperty("accountId");
  });

  it("turns the key on, reads it and turns it off", async () => {
    const { adminKey } = v2();
    await expect(adminKey.getAdminKey()).rejects.toSatisfy(isNotFoundError);
    const given = await adminKey.enableAdminKey({ body: { durationInMinutes: 30 } });
    expect(given.expirationTime).toBeInstanceOf(Date);
    expect(await adminKey.getAdminKey()).toEqual(given);
    await adminKey.disableAdminKey();
    await expect(adminKey.getAdminKey()).rejects.toSatisfy(isNotFoundError);
  });

  it("lists pages, and with the header those that only the key reveals as well", async () => {
    const before = await pageIds(v2());
    expect(await pageIds(v2(admin, header))).toEqual(before);
    await v2().adminKey.enableAdminKey({ body: {} });
    const after = await pageIds(v2(admin, header));
    expect(after.filter(id => !before.includes(id))).toEqual(onlyTheKeyReveals.pages);
    expect(await pageIds(v2())).toEqual(before);
  });

  it("lists spaces, and with the header those that only the key reveals as well", async () => {
    const keys = async (headers: Record<string, string> = {}) =>
      ((await v2(admin, headers).space.getSpaces({ sort: "key" })).results ?? []).map(({ id }) => id);
    expect(await keys(header)).toEqual(["65541", "65537", "65538"]);
    await v2().adminKey.enableAdminKey({ body: {} });
    expect(await keys()).toEqual(["65541", "65537", "65538"]);
    expect(await keys(header)).toEqual(["65541", "65537", "65538", "65539", "65540"]);
  });

  it("reads one page and one space, and a restricted one only with the header", async () => {
    const page = await v2().page.getPageById({ id: 131073, bodyFormat: "storage" });
    expect(page).toMatchObject({ title: "Product Documentation", version: { number: 4 } });
    expect(page.body?.storage?.value).toContain("<p>Welcome.");
    expect(await v2().space.getSpaceById({ id: 65538, descriptionFormat: "plain" })).toMatchObject({ key: "ENG" });

    await v2().adminKey.enableAdminKey({ body: {} });
    await expect(v2().page.getPageById({ id: 131076 })).rejects.toSatisfy(isNotFoundError);
    expect(await v2(admin, header).page.getPageById({ id: 131076 })).toMatchObject({ spaceId: "65537" });
    await expect(v2().space.getSpaceById({ id: 65539 })).rejects.toSatisfy(isNotFoundError);
    expect(await v2(admin, header).space.getSpaceById({ id: 65539 })).toMatchObject({ key: "HR" });
    expect((await v2(admin, header).page.getPagesInSpace({ id: 65539 })).results).toHaveLength(3);
  });

  it("searches, which the header changes nothing of", async () => {
    await v2().adminKey.enableAdminKey({ body: {} });
    for (const headers of [{}, header]) {
      const { results, totalSize } = await v1(admin, headers).search.searchByCQL({ cql: "type=page", limit: 3 });
      expect([results.length, totalSize]).toEqual([3, 8]);
      const content = await v1(admin, headers).content.searchContentByCQL({
        cql: "title ~ release",
        expand: ["body.storage", "version", "space", "ancestors", "history.lastUpdated"],
      });
      expect(content.results.map(({ id }) => id)).toEqual(["131075"]);
    }
    await expect(v1().search.searchByCQL({ cql: "this is not cql (((" })).rejects.toMatchObject({ status: 400 });
  });

  it("reads the audit log", async () => {
    await v2().adminKey.enableAdminKey({ body: {} });
    await v2(admin, header).page.getPageById({ id: 131076 });
    const { results } = await v1().audit.getAuditRecords({ limit: 10 });
    expect(results.map(({ category }) => category)).toEqual(["Admin key", "Admin key"]);
    const since = await v1().audit.getAuditRecordsForTimePeriod({ number: 1, units: "DAYS" });
    expect(since.results).toHaveLength(2);
  });

  it("sees refusals as what they are", async () => {
    const token = "admin@keyporter.example:wrong";
    await expect(v1(token).users.getCurrentUser({})).rejects.toSatisfy(isAuthError);
    await expect(v2("outsider@keyporter.example:demo-outsider-token").page.getPages({})).rejects.toSatisfy(
      isForbiddenError,
    );
    await expect(v2().adminKey.enableAdminKey({ body: { durationInMinutes: 61 } })).rejects.toMatchObject({
      status: 400,
    });
    const bearer = { host: scene.url, auth: { type: "bearer" as const, token: "demo-confluence-token" } };
    await expect(createV2Client(bearer).adminKey.getAdminKey()).rejects.toSatisfy(isForbiddenError);
  });
});
