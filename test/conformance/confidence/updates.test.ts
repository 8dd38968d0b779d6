import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startScene } from "./caller.ts";
import type { Json, Scene } from "./caller.ts";

describe("updating an API client", () => {
  let scene: Scene;
  let before: Json;
  const path = "/v1/apiClients/q8w2er5ty1ui9op3as7d";
  beforeEach(async () => {
    scene = await startScene();
    before = (await scene.admin.get(path)).body;
  });
  afterEach(() => scene.mock.stop());

  const change = async (query: string, body: unknown) => {
    const answer = await scene.admin.patch(`${path}${query}`, body);
    expect(answer.status).toBe(200);
    expect((await scene.admin.get(path)).body).toEqual(answer.body);
    return answer.body;
  };
  const changed = (after: Json) =>
    Object.keys(after).filter(
      key => key !== "updateTime" && JSON.stringify(after[key]) !== JSON.stringify(before[key]),
    );

  it("without a mask changes what is given, and nothing else", async () => {
    const after = await change("", { description: "New", labels: { team: "new" } });
    expect(changed(after)).toEqual(["description", "labels"]);
    expect(after).toMatchObject({ description: "New", labels: { team: "new" } });
  });

  it("with an empty mask does the same", async () => {
    expect(changed(await change("?updateMask=", { displayName: "Renamed" }))).toEqual(["displayName"]);
  });

  it("with a mask changes only what it names", async () => {
    const after = await change("?updateMask=displayName", { displayName: "Renamed", description: "ignored" });
    expect(changed(after)).toEqual(["displayName"]);
  });

  it("clears what the mask names and the body leaves out", async () => {
    const after = await change("?updateMask=description,labels", {});
    expect(after).toMatchObject({ description: "", labels: {}, displayName: before["displayName"] });
  });

  it("takes both spellings, in fields, masks and the mask's own name", async () => {
    expect(changed(await change("?update_mask=display_name", { display_name: "Snake" }))).toEqual(["displayName"]);
    expect((await change("?updateMask=display_name", { displayName: "Camel" }))["displayName"]).toBe("Camel");
  });

  it("with * replaces everything that can be set", async () => {
    const after = await change("?updateMask=*", { displayName: "Only this" });
    expect(after).toMatchObject({ displayName: "Only this", description: "", labels: {}, roles: [], permissions: [] });
    expect(after["clientId"]).toBe(before["clientId"]);
  });

  it("ignores output-only fields, in the body and in the mask", async () => {
    const outputOnly = {
      name: "apiClients/x",
      clientId: "x",
      clientSecret: "x",
      identity: "x",
      creator: "x",
      createTime: "x",
    };
    expect(changed(await change("", { ...outputOnly, description: "New" }))).toEqual(["description"]);
    expect(
      changed(await change("?updateMask=clientSecret,description", { clientSecret: "x", description: "Newer" })),
    ).toEqual(["description"]);
  });

  it("treats null as not given", async () => {
    expect(changed(await change("", { displayName: null, description: "New" }))).toEqual(["description"]);
  });

  it("moves updateTime and keeps createTime", async () => {
    const after = await change("", { description: "New" });
    expect(after["createTime"]).toBe(before["createTime"]);
    expect(String(after["updateTime"]) > String(before["updateTime"])).toBe(true);
  });

  it("names who did it", async () => {
    const token = await scene.signIn("demo-confidence-client", "demo-confidence-secret");
    const { body } = await scene.as(token).patch(path, { description: "By a client" });
    expect(body).toMatchObject({
      updatedBy: "apiClients/demo0confidence0clnt",
      creator: before["creator"],
    });
    expect(body["updater"]).not.toBe(before["updater"]);
  });
});
