import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startScene } from "./caller.ts";
import type { Json, Scene } from "./caller.ts";

const oldFields = ["createdBy", "permissions", "roles", "updatedBy"];
const newFields = ["creator", "identity", "owner", "updater"];
const commonFields = [
  "clientId",
  "clientSecret",
  "createTime",
  "description",
  "displayName",
  "labels",
  "name",
  "updateTime",
];

describe("options", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await startScene();
  });
  afterEach(() => scene.mock.stop());

  const path = "/v1/apiClients/q8w2er5ty1ui9op3as7d";

  it.each([
    ["both", [...commonFields, ...oldFields, ...newFields]],
    ["2023", [...commonFields, ...oldFields]],
    ["current", [...commonFields, ...newFields]],
  ])("confidence.shape %s decides which fields are answered", async (shape, expected) => {
    scene.mock.setOptions({ "confidence.shape": shape });
    const list = (await scene.admin.get("/v1/apiClients")).body["apiClients"] as Json[];
    const created = (await scene.admin.post("/v1/apiClients", { displayName: "x" })).body;
    const updated = (await scene.admin.patch(path, { description: "x" })).body;
    for (const client of [...list, created, updated, (await scene.admin.get(path)).body]) {
      expect(Object.keys(client).sort()).toEqual([...expected].sort());
    }
  });

  it("the current shape takes roles without an error, and without effect", async () => {
    scene.mock.setOptions({ "confidence.shape": "current" });
    const { status, body } = await scene.admin.post("/v1/apiClients", {
      displayName: "x",
      roles: ["roles/admin"],
      permissions: [],
    });
    expect(status).toBe(200);
    expect(body).not.toHaveProperty("roles");
    const caller = scene.as(await scene.signIn(body["clientId"], body["clientSecret"]));
    expect((await caller.post("/v1/apiClients", { displayName: "y" })).status).toBe(403);
  });

  it("confidence.labels array answers a list of objects", async () => {
    scene.mock.setOptions({ "confidence.labels": "array" });
    expect((await scene.admin.get(path)).body["labels"]).toEqual([{ team: "payments" }, { env: "ci" }]);
    const { body } = await scene.admin.patch(path, { labels: [] });
    expect(body["labels"]).toEqual([]);
  });

  it("confidence.missing 403 denies what isn't there", async () => {
    scene.mock.setOptions({ "confidence.missing": "403" });
    for (const answer of [
      await scene.admin.get("/v1/apiClients/nosuch"),
      await scene.admin.remove("/v1/apiClients/nosuch"),
    ]) {
      expect([answer.status, answer.body["code"]]).toEqual([403, 7]);
    }
  });
});
