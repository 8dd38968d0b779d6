import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { data, query, space, startScene } from "./caller.ts";
import type { Answer, Json, Scene } from "./caller.ts";

const secret = "Abcdefghij1";

function errors({ body }: Answer): Json[] {
  return body["errors"] as Json[];
}

describe("API access keys", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await startScene();
  });
  afterEach(async () => {
    expect(scene.mistakes).toEqual([]);
    await scene.mock.stop();
  });

  const create = (...entities: unknown[]) => scene.admin.post("/api_accesses", { data: entities });
  const change = (body: unknown, id = "1003") => scene.admin.put(`/api_accesses/${id}`, body);
  const key = async (id = "1003") => (await change({}, id)).body;

  it("come in every state", async () => {
    const now = scene.mock.clock.now();
    const keys = data(await scene.admin.get("/api_accesses?fields=expiration"));
    const days = (entity: Json) =>
      typeof entity["expiration"] === "string" ? (Date.parse(entity["expiration"]) - now) / 86_400_000 : Infinity;
    const valid = keys.filter(entity => entity["is_valid"] === true);
    expect(keys.length - valid.length).toBeGreaterThan(1);
    expect(valid.filter(entity => days(entity) < 0)).not.toEqual([]);
    expect(valid.filter(entity => days(entity) > 0 && days(entity) < 7)).not.toEqual([]);
    expect(valid.filter(entity => days(entity) > 30)).not.toEqual([]);
  });

  describe("created", () => {
    it("have a client ID of their own, even under the same name", async () => {
      const answer = await create(
        { name: "myKey03", client_secret: secret },
        { name: "myKey03", client_secret: secret },
      );
      expect(answer.status).toBe(201);
      const ids = data(answer).map(({ client_id: clientId }) => String(clientId));
      expect(ids).toEqual(ids.map(() => expect.stringMatching(/^myKey03_[a-z0-9]{25}$/) as unknown));
      expect(new Set([...ids, ...data(answer).map(({ id }) => id)]).size).toBe(4);
    });

    it("need no roles and no expiration, and say who made them and when", async () => {
      const [made] = data(await create({ name: "plain", client_secret: secret }));
      const { body } = await scene.admin.get(
        `/api_accesses/${String(made?.["id"])}?fields=expiration,workspace_roles,author,creation_time,name`,
      );
      expect(body).toMatchObject({
        name: "plain",
        expiration: null,
        workspace_roles: { total_count: 0, data: [] },
        author: { id: "1001", name: "demo_l2j4391xlw0k2ipwx5ejmdor8" },
        creation_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as unknown,
      });
    });

    it.each([
      ["no name", { client_secret: secret }, "illegal_field_value", "name"],
      ["an empty name", { name: " ", client_secret: secret }, "illegal_field_value", "name"],
      ["a name that is no text", { name: 5, client_secret: secret }, "illegal_field_value", "name"],
      ["a name too long", { name: "x".repeat(256), client_secret: secret }, "illegal_field_value", "name"],
      ["a broken character", { name: "x\ud800", client_secret: secret }, "illegal_field_value", "name"],
      ["no secret", { name: "x" }, "illegal_field_value", "client_secret"],
      ["a short secret", { name: "x", client_secret: "Abcdefgh1" }, "illegal_field_value", "client_secret"],
      ["a long secret", { name: "x", client_secret: `Ab1${"x".repeat(28)}` }, "illegal_field_value", "client_secret"],
      ["a simple secret", { name: "x", client_secret: "abcdefghij1" }, "illegal_field_value", "client_secret"],
      [
        "a local expiration",
        { name: "x", client_secret: secret, expiration: "2027-01-01T00:00:00+01:00" },
        "illegal_field_value",
        "expiration",
      ],
      [
        "a day that isn't",
        { name: "x", client_secret: secret, expiration: "2027-02-30T00:00:00Z" },
        "illegal_field_value",
        "expiration",
      ],
      [
        "a role that isn't there",
        { name: "x", client_secret: secret, workspace_roles: { data: [{ type: "workspace_role", id: "99" }] } },
        "illegal_field_value",
        "workspace_roles",
      ],
      [
        "roles that are none",
        { name: "x", client_secret: secret, workspace_roles: ["1028"] },
        "illegal_field_value",
        "workspace_roles",
      ],
      ["an unknown field", { name: "x", client_secret: secret, Name: "y" }, "unknown_field", "Name"],
      [
        "a client ID",
        { name: "x", client_secret: secret, client_id: "mine" },
        "modify_non_editable_field",
        "client_id",
      ],
      ["a revoked state", { name: "x", client_secret: secret, is_valid: false }, "illegal_field_value", "is_valid"],
    ])("can't have %s", async (_, entity, code, field) => {
      const before = (await scene.admin.get("/api_accesses")).body["total_count"];
      const answer = await create(entity);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ total_count: 0, data: [], exceeds_total_count: false });
      expect(errors(answer)).toEqual([
        expect.objectContaining({
          error_code: `platform.${code}`,
          correlation_id: expect.stringMatching(/^[a-z0-9]{25}$/) as unknown,
          description: expect.any(String) as unknown,
          stack_trace: null,
          index: 0,
          properties: { entity_type: "api_access", field_name: field, entity_index: 0 },
        }),
      ]);
      expect((await scene.admin.get("/api_accesses")).body["total_count"]).toBe(before);
    });

    it("are made as far as possible where others of the same request are wrong", async () => {
      const answer = await create(
        { name: "good", client_secret: secret },
        { name: "weak", client_secret: "aaaaaaaaaa" },
        { name: "good too", client_secret: secret },
        "no entity",
      );
      expect(answer.status).toBe(409);
      expect(data(answer).map(({ name }) => name)).toEqual(["good", "good too"]);
      expect(errors(answer).map(({ index }) => index)).toEqual([1, 3]);
      const found = await scene.admin.get(`/api_accesses?${query("name=^good*^")}`);
      expect(found.body["total_count"]).toBe(2);
    });

    it.each([{}, { data: [] }, { data: {} }, [], { data: null }])("need a list: %j", async body => {
      expect((await scene.admin.post("/api_accesses", body)).status).toBe(400);
    });
  });

  describe("changed", () => {
    it("answer all they have but the secret, and keep their client ID under another name", async () => {
      const { status, body } = await change({
        name: "renamed",
        expiration: "2030-01-02T03:04:05.678Z",
        workspace_roles: { data: [{ type: "workspace_role", id: 1038 }] },
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        type: "api_access",
        id: "1003",
        name: "renamed",
        client_id: "myKey03_l2j4391xlw0k2ipwx5ejmdor8",
        expiration: "2030-01-02T03:04:05Z",
        workspace_roles: { total_count: 1, data: [{ type: "workspace_role", id: "1038" }] },
        version_stamp: 2,
      });
      expect(body).not.toHaveProperty("client_secret");
    });

    it("lose expiration and roles by null, and keep what isn't named", async () => {
      await change({ expiration: "2030-01-02T03:04:05Z" });
      await change({ name: "other" });
      expect(await key()).toMatchObject({ expiration: "2030-01-02T03:04:05Z", workspace_roles: { total_count: 2 } });
      await change({ expiration: null, workspace_roles: null });
      expect(await key()).toMatchObject({ expiration: null, workspace_roles: { total_count: 0 }, name: "other" });
    });

    it.each([
      [{ client_id: "x" }, 403, "modify_non_editable_field", "client_id"],
      [{ creation_time: "2030-01-02T03:04:05Z" }, 403, "modify_non_editable_field", "creation_time"],
      [{ nosuch: 1 }, 400, "unknown_field", "nosuch"],
      [{ is_valid: "yes" }, 400, "illegal_field_value", "is_valid"],
      [{ id: "1004" }, 400, "illegal_field_value", "id"],
      [{ client_secret: "Zyxwvutsrq9" }, 400, "illegal_field_value", "client_secret"],
      [{ is_valid: false, client_secret: "Zyxwvutsrq9" }, 400, "illegal_field_value", "client_secret"],
      [{ is_valid: true, client_secret: "weak" }, 400, "illegal_field_value", "client_secret"],
    ])("refuse %j", async (body, status, code, field) => {
      const answer = await change(body);
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({ error_code: `platform.${code}`, properties: { field_name: field } });
      expect(await key()).toMatchObject({ name: "myKey03", is_valid: true });
    });

    it("become valid again with a new secret only", async () => {
      await change({ is_valid: false });
      const answer = await change({ is_valid: true });
      expect([answer.status, answer.body["properties"]]).toEqual([400, { field_name: "is_valid" }]);
      expect((await change({ is_valid: false })).status).toBe(200);
      expect((await change({ is_valid: true, client_secret: secret })).body["is_valid"]).toBe(true);
      expect((await change({ is_valid: true })).status).toBe(200);
    });

    it("can be regenerated while they are valid", async () => {
      expect((await change({ is_valid: true, client_secret: secret })).status).toBe(200);
      const clientId = "myKey03_l2j4391xlw0k2ipwx5ejmdor8";
      const signIn = async (given: string) =>
        (await scene.stranger().signIn({ client_id: clientId, client_secret: given })).status;
      expect([await signIn("Demo1003-secret!"), await signIn(secret)]).toEqual([401, 200]);
    });

    it("are locked by client_lock_stamp, where it is sent", async () => {
      const stamp = Number((await key())["client_lock_stamp"]);
      expect((await change({ name: "a", client_lock_stamp: stamp })).status).toBe(200);
      const stale = await change({ name: "b", client_lock_stamp: stamp });
      expect([stale.status, stale.body["stack_trace"]]).toEqual([500, null]);
      expect((await change({ name: "c" })).status).toBe(200);
    });

    it("by the dozen: those that can be are, and the others say why", async () => {
      const answer = await scene.admin.put("/api_accesses", {
        data: [
          { id: "1002", is_valid: false },
          { id: "4711", is_valid: false },
          { id: 1003, is_valid: false },
          { is_valid: false },
          { id: "1004", client_id: "x" },
        ],
      });
      expect(answer.status).toBe(409);
      expect(data(answer).map(({ id, is_valid: isValid }) => [id, isValid])).toEqual([
        ["1002", false],
        ["1003", false],
      ]);
      expect(errors(answer).map(({ index, error_code: code, properties }) => [index, code, properties])).toEqual([
        [1, "platform.entity_not_found", { entity_type: "api_access", entity_id: "4711", entity_index: 1 }],
        [3, "platform.illegal_field_value", { entity_type: "api_access", field_name: "id", entity_index: 3 }],
        [
          4,
          "platform.modify_non_editable_field",
          { entity_type: "api_access", entity_id: "1004", field_name: "client_id", entity_index: 4 },
        ],
      ]);
      expect((await scene.admin.put("/api_accesses", { data: [{ id: "1002", name: "x" }] })).status).toBe(200);
      expect((await scene.admin.put("/api_accesses", { data: [{ id: "4711", name: "x" }] })).status).toBe(400);
    });
  });

  it("that aren't there are 404, and none can be deleted", async () => {
    for (const answer of [await scene.admin.get("/api_accesses/4711"), await change({}, "4711")]) {
      expect([answer.status, answer.body["error_code"]]).toEqual([404, "platform.entity_not_found"]);
    }
    const answer = await scene.admin.send("DELETE", `${space}/api_accesses/1003`);
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, PUT"]);
  });

  it("never show a secret: not in answers, not in errors", async () => {
    const canary = "Canary-5f3a-9d";
    const answers = [
      await create({ name: "x", client_secret: canary }),
      await create({ name: "x", client_secret: canary, nosuch: 1 }),
      await create({ name: "x", client_secret: [canary] }),
      await change({ is_valid: true, client_secret: canary }),
      await change({ client_secret: canary }),
      await scene.admin.get("/api_accesses"),
      await scene.admin.get("/users"),
      await scene.admin.get("/api_accesses?fields=client_secret"),
      await scene.stranger().signIn({ client_id: "x", client_secret: canary }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 400, 400, 200, 400, 200, 200, 400, 401]);
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(canary);
  });

  it("are users, too", async () => {
    const name = "myKey03_l2j4391xlw0k2ipwx5ejmdor8";
    const fields = "name,workspace_roles{role{logical_name},workspace{id,activity_level}},activity_level";
    const answer = await scene.admin.get(`/users?fields=${fields}&${query(`is_api_key=true;name='${name}'`)}`);
    expect(data(answer)).toEqual([
      {
        type: "sharedspace_user",
        id: "1003",
        name,
        activity_level: 0,
        workspace_roles: {
          total_count: 2,
          data: [
            {
              type: "workspace_role",
              id: "1028",
              role: { type: "role", id: "1005", logical_name: "role.workspace.devops.admin" },
              workspace: { type: "workspace", id: "1002", activity_level: 0 },
            },
            {
              type: "workspace_role",
              id: "1009",
              role: { type: "role", id: "1015", logical_name: "role.shared.space.admin" },
              workspace: null,
            },
          ],
        },
      },
    ]);
  });
});
