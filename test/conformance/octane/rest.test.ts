import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admin, data, query, space, startScene } from "./caller.ts";
import type { Json, Scene } from "./caller.ts";

/* What all resources of Octane have in common. Nothing here changes anything. */

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(async () => {
  expect(scene.mistakes).toEqual([]);
  await scene.mock.stop();
});

const get = (path: string) => scene.admin.get(path);
const ids = async (path: string) => data(await get(path)).map(({ id }) => id);

describe("fields", () => {
  it("come as few where none are asked for, id and type always", async () => {
    const [key] = data(await get("/api_accesses"));
    expect(Object.keys(key ?? {})).toEqual(["type", "id", "name", "client_id", "is_valid"]);
    const [role] = data(await get("/workspace_roles"));
    expect(role).toEqual({ type: "workspace_role", id: "1009", workspace_id: 1001 });
    const [workspace] = data(await get("/workspaces?fields=name"));
    expect(workspace).toEqual({ type: "workspace", id: "1003", name: "Mobile App" });
  });

  it("say in short what they refer to, and in full what braces ask for", async () => {
    const { body } = await get("/workspace_roles/1028?fields=role,workspace");
    expect(body).toEqual({
      type: "workspace_role",
      id: "1028",
      role: { type: "role", id: "1005", logical_name: "role.workspace.devops.admin", name: "DevOps Admin" },
      workspace: { type: "workspace", id: "1002", name: "Web Shop" },
    });
    const deep = await get(
      "/api_accesses/1002?fields=workspace_roles{role{based_on_system{name},name},workspace{name}}",
    );
    expect(deep.body["workspace_roles"]).toEqual({
      total_count: 1,
      data: [
        {
          type: "workspace_role",
          id: "1027",
          role: { type: "role", based_on_system: null, id: "1002", name: "CI/CD Integration" },
          workspace: { type: "workspace", id: "1002", name: "Web Shop" },
        },
      ],
    });
  });

  it.each([
    "Name",
    "nosuch",
    "name,,id",
    "name{id}",
    "role{",
    "role{name",
    "role}",
    "{",
    "name id",
    "role{nosuch}",
    "role{}",
    "role{based_on_system{based_on_system{based_on_system{name}}}}",
    "__proto__",
  ])("can't be %s", async fields => {
    const { status, body } = await get(`/workspace_roles?fields=${encodeURIComponent(fields)}`);
    expect(status).toBe(400);
    expect(body["error_code"]).toMatch(/^platform\.(unknown_field|invalid_parameter)$/);
  });
});

describe("pages", () => {
  it("follow each other, and the total is that of all matches", async () => {
    const all = await ids("/workspace_roles");
    expect(all).toHaveLength(23);
    const first = await get("/workspace_roles?limit=10");
    expect(first.body).toMatchObject({ total_count: 23, exceeds_total_count: false });
    const pages = [...data(first), ...data(await get("/workspace_roles?limit=10&offset=10"))];
    expect(pages.map(({ id }) => id)).toEqual(all.slice(0, 20));
    expect(await ids("/workspace_roles?offset=22&limit=1000")).toEqual(all.slice(22));
    expect(await ids("/workspace_roles?offset=999999")).toEqual([]);
  });

  it.each(["limit=0", "limit=-1", "limit=1001", "limit=x", "limit=1.5", "offset=-1", "offset=x"])(
    "can't have %s",
    async parameter => {
      const { status, body } = await get(`/roles?${parameter}`);
      expect([status, body["error_code"]]).toEqual([400, "platform.invalid_parameter"]);
    },
  );
});

describe("the order", () => {
  it("is by name, unless another is asked for; ids are numbers in it", async () => {
    expect(await ids("/workspaces")).toEqual(["1003", "1002"]);
    expect(await ids("/workspaces?order_by=id")).toEqual(["1002", "1003"]);
    expect(await ids("/workspaces?order_by=-id")).toEqual(["1003", "1002"]);
    const roles = data(await get("/roles?order_by=-is_system,name")).map(({ name }) => name);
    expect(roles.slice(0, 2)).toEqual(["Business Analyst", "CI/CD Integration"]);
    expect(roles.slice(-2)).toEqual(["Auditor", "Release Manager"]);
  });

  it("puts keys without an expiration first", async () => {
    const dates = data(await get("/api_accesses?order_by=expiration&fields=expiration")).map(key => key["expiration"]);
    const known = dates.filter(date => date !== null);
    expect(dates.slice(0, dates.length - known.length).every(date => date === null)).toBe(true);
    expect(known).toEqual([...known].sort());
  });

  it.each(["Name", "nosuch", "role", "-", ""].map(order => [order]))("%j", async order => {
    const { status } = await get(`/workspace_roles?order_by=${order}`);
    expect(status).toBe(order === "" ? 200 : 400);
  });
});

describe("queries", () => {
  it.each([
    [`name EQ ^demo^`, ["1001"]],
    [`name=^DEMO^`, ["1001"]],
    [`name EQ ^*-*^;is_valid=true;expiration=null`, []],
    [`is_valid=false || name='demo'`, ["1001", "1006", "1009"]],
    [`workspace_roles={role={name=^DevOps Admin^}}`, ["1003", "1008"]],
    [`workspace_roles={id=1009};!id=1001`, ["1003"]],
    [`workspace_roles={null}`, ["1009"]],
    [`author={name=^muge*^}`, ["1005", "1007"]],
    [`id IN 1001,^1002^,[current_user],4711`, ["1001", "1002"]],
    [`id BTW 1009...1010`, ["1009", "1010"]],
    [`creation_time BTW ^2021-01-01T00:00:00Z^ ... ^2021-12-31^`, ["1001", "1003"]],
    [String.raw`name EQ ^Grüße \"prod\" {eu} \\ 'x' \^y\^ <b> 🚀^`, ["1008"]],
    [String.raw`name EQ 'Grüße \"*\" {eu} \\ \'x\' ^y^ <b>*'`, ["1008"]],
    [String.raw`name EQ ^*\*^`, []],
    [`author IN [current_user]`, []],
    [`author IN {id=103},{id=4711}`, ["1005", "1007"]],
    [`author IN [current_release]`, []],
    [`!(is_valid=true)`, ["1006", "1009"]],
  ])("%s", async (text, expected) => {
    expect(await ids(`/api_accesses?order_by=id&${query(text)}`)).toEqual(expected);
  });

  it("may have spaces as plus signs, and quotes as they are", async () => {
    expect(await ids(`/api_accesses?query="name+EQ+'demo'"`)).toEqual(["1001"]);
    expect(await ids(`/api_accesses?query=%22name%20EQ%20^demo^%22`)).toEqual(["1001"]);
  });

  it.each([
    ["", 0],
    ["name", 4],
    ["name EQ", 7],
    ["name eq ^x^", 5],
    ["name EQ demo", 8],
    ["name EQ ^x", 8],
    ['name EQ ^a"b^', 10],
    ["name EQ ^x^ ;", 13],
    ["name EQ ^x^ id", 12],
    ["(name EQ ^x^", 12],
    ["name EQ ^x^)", 11],
    ["name | ^x^", 5],
    ["nosuch EQ 1", 0],
    ["Name EQ ^x^", 0],
    ["client_secret EQ ^x^", 0],
    ["is_valid=true;name EQ 5", 22],
    ["is_valid=1", 9],
    ["is_valid LT true", 12],
    ["expiration GT ^soon^", 14],
    ["id=^x^", 3],
    ["workspace_roles=1028", 16],
    ["workspace_roles=null", 16],
    ["name={id=1}", 5],
    ["name={null}", 5],
    ["author GT {id=1}", 10],
    ["author IN {null}", 10],
    ["author={nosuch=1}", 8],
    ["name LT ^a*^", 8],
    ["name IN [current_user]", 8],
    ["id BTW 1", 8],
    ["!!name=^x^", 1],
  ])("that are wrong are answered with the place: %j", async (text, position) => {
    const { status, body } = await get(`/api_accesses?${query(text)}`);
    expect([status, body["error_code"], body["properties"]]).toEqual([
      400,
      "platform.invalid_query",
      { parameter: "query", position },
    ]);
    expect(body["description"]).toContain(`position ${position}`);
  });

  it("have to stand between double quotes", async () => {
    expect((await get("/api_accesses?query=name=^x^")).body["properties"]).toEqual({ parameter: "query", position: 0 });
    expect((await get(`/api_accesses?query="`)).status).toBe(400);
  });

  it("can't be nested without end", async () => {
    const nested = (depth: number) => `${"(".repeat(depth)}id=1${")".repeat(depth)}`;
    expect((await get(`/api_accesses?${query(nested(50))}`)).status).toBe(200);
    expect((await get(`/api_accesses?${query(nested(51))}`)).status).toBe(400);
    expect((await get(`/api_accesses?${query(nested(1500))}`)).status).toBe(400);
  });
});

describe("paths and headers", () => {
  it.each([
    ["/api/shared_spaces/9/api_accesses", "platform.shared_space_not_found", /SharedSpaceNotFoundException/],
    [`${space}/workspaces/9/roles`, "platform.workspace_not_found", /workspace/],
    [`${space}/roles/9`, "platform.entity_not_found", /role/],
    [`${space}/Roles`, "platform.web_application", /path/],
    [`${space}/workspaces/1002/api_accesses`, "platform.web_application", /path/],
    ["/authentication/nosuch", "platform.web_application", /path/],
  ])("%s is not there", async (path, code, words) => {
    const { status, body } = await scene.admin.send("GET", path);
    expect([status, body["error_code"]]).toEqual([404, code]);
    expect(body["description"]).toMatch(words);
    expect(Object.keys(body)).toEqual([
      ...["error_code", "correlation_id", "description", "description_translated", "properties", "stack_trace"],
    ]);
  });

  it.each([
    ["DELETE", `${space}/api_accesses`, "GET, POST, PUT"],
    ["PATCH", `${space}/api_accesses/1003`, "GET, PUT"],
    ["POST", `${space}/roles`, "GET"],
    ["GET", "/authentication/sign_in", "POST"],
  ])("%s %s is no method", async (method, path, allow) => {
    const { status, headers } = await scene.admin.send(method, path);
    expect([status, headers.get("allow")]).toEqual([405, allow]);
  });

  it("only JSON is taken and given", async () => {
    const xml = await scene.admin.send("GET", `${space}/roles`, { headers: { Accept: "application/xml" } });
    expect([xml.status, xml.body["error_code"]]).toEqual([406, "platform.general_error"]);
    const form = await scene.admin.send("POST", "/authentication/sign_in", {
      body: "user=x",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
    expect([form.status, form.body["error_code"]]).toEqual([415, "platform.general_error"]);
    const broken = await scene.admin.send("POST", `${space}/api_accesses`, {
      body: '{"data":[{"client_secret":"canary',
    });
    expect(broken.status).toBe(400);
    expect(JSON.stringify(broken.body)).not.toContain("canary");
  });
});

describe("what else there is", () => {
  it("the shared spaces", async () => {
    const { body } = await scene.admin.send("GET", "/api/shared_spaces?fields=id,name");
    expect(body["data"]).toEqual([{ type: "shared_space", id: "1001", name: "Keyporter Demo" }]);
    expect((await scene.admin.send("GET", `${space}?fields=name`)).body).toMatchObject({ name: "Keyporter Demo" });
  });

  it("roles, workspace roles and users below a workspace are those of the workspace", async () => {
    expect(await ids("/workspaces/1003/workspace_roles")).toEqual(
      Array.from({ length: 11 }, (_, index) => String(1038 + index)),
    );
    expect(await ids("/workspaces/1003/roles")).toHaveLength(15);
    const users = data(await get(`/workspaces/1003/users?fields=name&${query("is_api_key=false")}`));
    expect(users.map(({ type, name }) => [type, name])).toEqual([
      ["workspace_user", "admin@keyporter.example"],
      ["workspace_user", "muge@keyporter.example"],
    ]);
  });

  it("users who are people, and the one who asks", async () => {
    const caller = await scene.as(admin);
    const me = data(await caller.get(`/users?fields=email,full_name&${query("id IN [current_user]")}`));
    expect(me).toEqual([
      { type: "sharedspace_user", id: "101", full_name: "Ada Admin", email: "admin@keyporter.example" },
    ]);
  });

  it("metadata says which fields a key has, and that it can't be deleted", async () => {
    const fields = data(await get(`/metadata/fields?${query("entity_name EQ 'api_access'")}`));
    const named = (name: string) => fields.find(field => field["name"] === name);
    expect(named("client_secret")).toMatchObject({ editable: true, required: true, filterable: false });
    expect(named("client_id")).toMatchObject({ editable: false, access_level: "PUBLIC_TECH_PREVIEW" });
    expect(named("workspace_roles")).toMatchObject({
      field_type: "reference",
      field_type_data: { multiple: true, targets: [{ type: "workspace_role" }] },
    });
    const required = data(await get(`/metadata/fields?${query("entity_name EQ 'api_access' ; required EQ true")}`));
    expect(required.map(({ name }) => name)).toEqual(["name", "client_secret"]);
    const [entity] = data(await get(`/metadata/entities?${query("name EQ 'api_access'")}`));
    expect((entity?.["features"] as Json[])[0]).toEqual({
      name: "rest",
      url: "api_accesses",
      methods: ["GET", "POST", "PUT"],
    });
  });

  it.each([query("name='a'||name='b'"), query("!(name='a'||name='b')"), "limit=1", "offset=1", "order_by=name"])(
    "metadata does not take %s",
    async parameter => {
      expect((await get(`/metadata/fields?${parameter}`)).status).toBe(400);
    },
  );
});
