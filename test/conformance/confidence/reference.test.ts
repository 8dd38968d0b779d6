import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startScene } from "./caller.ts";
import type { Json, Scene } from "./caller.ts";

/* The reference page "Create ApiClient": the schema confidence.iam.v1.ApiClient. */
const required = ["displayName", "clientId", "createTime", "updateTime", "creator", "updater", "identity"];
const optional = ["name", "description", "clientSecret", "owner"];

const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

function expectApiClient(client: Json): void {
  for (const field of required) expect(client[field], field).toEqual(expect.stringMatching(/./));
  for (const field of optional) expect(client[field], field).toEqual(expect.any(String));
  expect(client["createTime"]).toMatch(timestamp);
  expect(client["updateTime"]).toMatch(timestamp);
  for (const field of ["creator", "updater", "identity", "owner"]) expect(client[field]).toMatch(/^identities\/./);
}

for (const shape of ["both", "current"] as const) {
  describe(`the reference's ApiClient, with confidence.shape ${shape}`, () => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await startScene({ options: { "confidence.shape": shape } });
    });
    afterAll(() => scene.mock.stop());

    it("is what a create answers, for the documented request body", async () => {
      const { status, body } = await scene.admin.post("/v1/apiClients", {
        name: "apiClients/chosen-by-the-caller",
        displayName: "From the reference",
        description: "All documented request fields",
        labels: [{ team: "payments" }, { env: "ci" }],
        owner: "identities/ub4n8yt6wq1ze5cx0lm3k",
      });
      expect(status).toBe(200);
      expectApiClient(body);
      expect(body).toMatchObject({
        labels: { team: "payments", env: "ci" },
        owner: "identities/ub4n8yt6wq1ze5cx0lm3k",
      });
      expect(body["name"]).not.toBe("apiClients/chosen-by-the-caller");
    });

    it("is what get, list and update answer", async () => {
      expectApiClient((await scene.admin.get("/v1/apiClients/donlangsbyz6iiksdt4c")).body);
      expectApiClient((await scene.admin.patch("/v1/apiClients/donlangsbyz6iiksdt4c", { description: "New" })).body);
      const { body } = await scene.admin.get("/v1/apiClients");
      for (const client of body["apiClients"] as Json[]) expectApiClient(client);
    });

    it("has the creator as owner unless one is given", async () => {
      const { body } = await scene.admin.post("/v1/apiClients", { displayName: "Mine" });
      expect(body["owner"]).toBe(body["creator"]);
    });
  });
}
