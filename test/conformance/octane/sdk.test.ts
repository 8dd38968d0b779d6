import { createRequire } from "node:module";
import { Octane, Query } from "@microfocus/alm-octane-js-rest-sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { admin, demoKey, space, startScene } from "./caller.ts";
import type { Json, Scene } from "./caller.ts";

/*
 * The public SDK as it comes from npm. Its fluent calls always go below a workspace; what belongs to the shared space
 * goes through its executeCustomRequest.
 */

interface List {
  readonly total_count: number;
  readonly data: Json[];
}

/** The SDK says on stdout whatever it does, and has no switch for that but its own logger. */
function silence(): void {
  const require = createRequire(import.meta.url);
  const ofSdk = createRequire(require.resolve("@microfocus/alm-octane-js-rest-sdk"));
  const { getLogger } = ofSdk("log4js") as { getLogger: () => { level: string } };
  getLogger().level = "off";
}

/** The SDK's own type for this is `any`. */
const text = (query: Query) => String(query.build());

const { entityTypes, operationTypes } = Octane;

describe("the public JavaScript SDK", () => {
  let scene: Scene;
  beforeAll(async () => {
    silence();
    scene = await startScene();
  });
  beforeEach(async () => {
    await scene.mock.reset();
  });
  afterAll(() => scene.mock.stop());

  const connect = (user = admin.user, password = admin.password) =>
    new Octane({
      server: scene.url,
      sharedSpace: 1001,
      workspace: 1002,
      user,
      password,
      headers: { "ALM-OCTANE-TECH-PREVIEW": true },
    });
  const custom = async (octane: Octane, operation: string, path: string, body?: object) =>
    (await octane.executeCustomRequest(`${space}${path}`, operation, body)) as unknown;

  it("signs in with a user or a key by itself, and signs out", async () => {
    for (const octane of [connect(), connect(demoKey.client_id, demoKey.client_secret)]) {
      // The first request has no cookie: it is answered with 401, and the SDK signs in.
      expect(((await octane.get(entityTypes.roles).execute()) as List).total_count).toBe(15);
      await octane.signOut();
      await octane.authenticate();
      expect(((await octane.get(entityTypes.roles).execute()) as List).total_count).toBe(15);
    }
  });

  it("is refused with a wrong password", async () => {
    await expect(connect(admin.user, "wrong").get(entityTypes.roles).execute()).rejects.toMatchObject({
      response: { status: 401 },
    });
  });

  it("lists with fields, a query, an order, a limit and an offset", async () => {
    const octane = connect();
    const admins = Query.field("role").equal(Query.field("logical_name").equal("role.workspace.*"));
    const list = (await octane
      .get(entityTypes.workspaceRoles)
      .fields("id", "role")
      .query(text(admins.and(Query.field("id").greaterEqual(1029))))
      .orderBy("-id")
      .limit(3)
      .offset(1)
      .execute()) as List;
    expect(list.total_count).toBe(9);
    expect(list.data.map(({ id }) => id)).toEqual(["1036", "1035", "1034"]);
    expect(list.data[0]).toHaveProperty("role.name", "Integration Bridge");
  });

  it("asks with all that its query builder has", async () => {
    const octane = connect();
    const count = async (query: Query) =>
      ((await octane.get(entityTypes.workspaceRoles).query(text(query)).execute()) as List).total_count;
    const id = Query.field("id");
    expect(await count(id.equal(1027))).toBe(1);
    expect(await count(id.equal("1027"))).toBe(1);
    expect(await count(id.notEqual(1027))).toBe(10);
    expect(await count(id.between(1027, 1030))).toBe(4);
    expect(await count(id.inComparison([1027, "1028", 9]))).toBe(2);
    expect(await count(id.less(1029).or(id.greater(1036)).group().not())).toBe(8);
    expect(await count(Query.field("workspace").equal(Query.NULL_REFERENCE))).toBe(0);
    expect(await count(Query.field("workspace").notEqual(Query.NONE))).toBe(11);
    const role = (query: Query) => Query.field("role").equal(query);
    expect(await count(role(Query.field("name").equal("Tester")))).toBe(1);
    expect(await count(role(Query.field("based_on_system").notEqual(Query.NONE)))).toBe(1);
    expect(await count(role(Query.field("is_system").equal(true)))).toBe(10);
    expect(await count(role(Query.field("creation_time").greater(new Date("2021-01-01T00:00:00Z"))))).toBe(11);
  });

  it("gets one entity and the metadata", async () => {
    const octane = connect();
    expect(await octane.get(entityTypes.roles).at(1007).fields("name").execute()).toEqual({
      type: "role",
      id: "1007",
      name: "Workspace Admin",
    });
    const query = text(Query.field("entity_name").equal("role"));
    const fields = (await octane.get(entityTypes.fieldsMetadata).query(query).execute()) as List;
    expect(fields.data.map(({ name }) => name)).toContain("logical_name");
    const entities = (await octane.get(entityTypes.entitiesMetadata).execute()) as List;
    expect(entities.data.map(({ name }) => name)).toEqual(["role", "workspace_role", "workspace_user"]);
  });

  it("creates, lists, updates and regenerates keys", async () => {
    const octane = connect();
    const created = (await custom(octane, operationTypes.create, "/api_accesses?fields=client_id", {
      data: [{ name: "from-sdk", client_secret: "Abcdefghij1", workspace_roles: { data: [{ id: "1009" }] } }],
    })) as List;
    const { id, client_id: clientId } = created.data[0] ?? {};
    expect(clientId).toMatch(/^from-sdk_/);

    const query = encodeURIComponent(`"${text(Query.field("name").equal("from-sdk"))}"`);
    const listed = (await custom(octane, operationTypes.get, `/api_accesses?fields=name&query=${query}`)) as List;
    expect(listed.data.map(entity => entity["id"])).toEqual([id]);

    const updated = await custom(octane, operationTypes.update, `/api_accesses/${String(id)}`, { is_valid: false });
    expect(updated).toMatchObject({ id, is_valid: false });
    await custom(octane, operationTypes.update, "/api_accesses", {
      data: [{ id, is_valid: true, client_secret: "Zyxwvutsrq9" }],
    });
    const asKey = connect(String(clientId), "Zyxwvutsrq9");
    expect(((await custom(asKey, operationTypes.get, "/api_accesses")) as List).total_count).toBe(11);
  });

  it("sees the service's own error", async () => {
    await expect(connect().get(entityTypes.roles).query("name EQ oops").execute()).rejects.toMatchObject({
      response: { status: 400, data: { error_code: "platform.invalid_query", properties: { position: 8 } } },
    });
  });

  it.each([
    ["idle", 31],
    ["old", 25 * 60],
  ])("signs in again when its session is too %s, also for a write", async (_, minutes) => {
    const octane = connect();
    await octane.get(entityTypes.roles).execute();
    scene.mock.clock.advance(minutes * 60_000);
    const changed = await custom(octane, operationTypes.update, "/api_accesses/1003", { name: "again" });
    expect(changed).toMatchObject({ name: "again" });
    const statuses = scene.mock.journal.entries().map(({ path, status }) => `${path} ${status}`);
    expect(statuses.slice(-3)).toEqual([
      `${space}/api_accesses/1003 401`,
      "/authentication/sign_in 200",
      `${space}/api_accesses/1003 200`,
    ]);
  });

  it("signs in again once for several calls at a time", async () => {
    const octane = connect();
    await octane.get(entityTypes.roles).execute();
    scene.mock.clock.advance(31 * 60_000);
    const paths = Array.from({ length: 8 }, () => "/api_accesses?limit=1");
    const lists = await Promise.all(paths.map(path => custom(octane, operationTypes.get, path)));
    expect(lists.map(list => (list as List).total_count)).toEqual(paths.map(() => 10));
  });
});
