import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { data, demoKey, startScene } from "./caller.ts";
import type { Answer, Json, Scene } from "./caller.ts";

/*
 * The requests of Octane's page "Working with API access keys", as they stand there, with the sign-in cookie and the
 * tech-preview header that the page leaves out.
 */

const createBody = `{ "data": [ { "client_secret": "9011@83sd!f1042ds+f19fg86M", "name": "myKey03", "expiration": "2021-08-24T00:00:00Z", "workspace_roles": { "data": [ { "type": "workspace_role", "id": "1028" }, { "type": "workspace_role", "id": "1009" } ] } } ] }`;

const workspaceRole = (id: string, roleId: string, logicalName: string, name: string) => ({
  type: "workspace_role",
  id,
  role: { type: "role", id: roleId, logical_name: logicalName, name },
});

const systemRole = (id: string, logicalName: string, name: string) => ({
  type: "role",
  logical_name: logicalName,
  based_on_system: null,
  last_modified: "2021-04-28T11:29:44Z",
  workspace_id: 1001,
  id,
  is_system: true,
  name,
  version_stamp: 1,
  creation_time: "2021-04-28T11:29:44Z",
});

describe("the documented requests", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await startScene();
  });
  afterEach(() => scene.mock.stop());

  const send = (request: string, body?: string): Promise<Answer> => {
    const [, method = "", path = ""] = /^(\w+) (.+)$/.exec(request) ?? [];
    return scene.admin.send(method, path, body === undefined ? {} : { body });
  };

  it("create a key, whose expiration is long past", async () => {
    const { status, body } = await send("POST /api/shared_spaces/1001/api_accesses?fields=client_id", createBody);
    expect(status).toBe(201);
    expect(body).toEqual({
      total_count: 1,
      data: [
        {
          type: "api_access",
          id: expect.stringMatching(/^\d{4,}$/) as unknown,
          client_id: expect.stringMatching(/^myKey03_[a-z0-9]{25}$/) as unknown,
          is_valid: true,
        },
      ],
      exceeds_total_count: false,
    });
    const [created] = body["data"] as Json[];
    expect(created?.["id"]).not.toBe("1003");
    const kept = await scene.admin.get(`/api_accesses/${String(created?.["id"])}?fields=expiration,workspace_roles`);
    expect(kept.body).toMatchObject({
      expiration: "2021-08-24T00:00:00Z",
      workspace_roles: {
        data: [
          { type: "workspace_role", id: "1028" },
          { type: "workspace_role", id: "1009" },
        ],
      },
    });
  });

  it("find workspace roles by workspace", async () => {
    const answer = await send(`GET /api/shared_spaces/1001/workspace_roles?fields=role&query="(workspace={id=1002})"`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ total_count: 11, exceeds_total_count: false });
    expect(data(answer).map(({ id }) => id)).toEqual(Array.from({ length: 11 }, (_, index) => String(1027 + index)));
    expect([data(answer)[0], data(answer)[1], data(answer).at(-1)]).toEqual([
      workspaceRole("1027", "1002", "role.workspace.ci_cd_agent.configure", "CI/CD Integration"),
      workspaceRole("1028", "1005", "role.workspace.devops.admin", "DevOps Admin"),
      workspaceRole("1037", "1007", "role.workspace.admin", "Workspace Admin"),
    ]);
  });

  it("list the roles", async () => {
    const answer = await send("GET /api/shared_spaces/1001/roles");
    expect(answer.body).toMatchObject({ total_count: 15, exceeds_total_count: false });
    expect(data(answer)).toHaveLength(15);
    expect(data(answer)[0]).toEqual(systemRole("1015", "role.shared.space.admin", "Space Admin"));
    expect(data(answer).at(-1)).toEqual(systemRole("1007", "role.workspace.admin", "Workspace Admin"));
    expect(Object.keys(data(answer)[0] ?? {})).toEqual(Object.keys(systemRole("", "", "")));
  });

  it("find a workspace role by role and workspace; the id of the sample is that of another workspace", async () => {
    const request = (workspace: string) =>
      send(
        `GET /api/shared_spaces/1001/workspace_roles?fields=role&query="(role={id=1007};workspace={id=${workspace}})"`,
      );
    const expected = (id: string) => ({
      total_count: 1,
      data: [workspaceRole(id, "1007", "role.workspace.admin", "Workspace Admin")],
      exceeds_total_count: false,
    });
    expect((await request("1003")).body).toEqual(expected("1048"));
    expect((await request("1002")).body).toEqual(expected("1037"));
  });

  it("find the shared space administrator's role", async () => {
    const { body } = await send(`GET /api/shared_spaces/1001/workspace_roles?fields=role&query="(role={id=1015})"`);
    expect(body).toEqual({
      total_count: 1,
      data: [workspaceRole("1009", "1015", "role.shared.space.admin", "Space Admin")],
      exceeds_total_count: false,
    });
  });

  it("revoke a key, and regenerate it with a new secret and the same client ID", async () => {
    const clientId = "myKey03_l2j4391xlw0k2ipwx5ejmdor8";
    const signIn = async (secret: string) =>
      (await scene.stranger().signIn({ client_id: clientId, client_secret: secret })).status;
    expect(await signIn("Demo1003-secret!")).toBe(200);

    const revoked = await send("PUT /api/shared_spaces/1001/api_accesses/1003", `{ "is_valid": false }`);
    expect(revoked.status).toBe(200);
    expect(revoked.body).toMatchObject({ type: "api_access", id: "1003", is_valid: false });
    expect(await signIn("Demo1003-secret!")).toBe(401);

    const regenerated = await send(
      "PUT /api/shared_spaces/1001/api_accesses/1003?fields=client_id",
      `{ "is_valid": true, "client_secret": "kj@s$dfS124GDd35" }`,
    );
    expect(regenerated.status).toBe(200);
    expect(regenerated.body).toEqual({ type: "api_access", id: "1003", client_id: clientId, is_valid: true });
    expect([await signIn("Demo1003-secret!"), await signIn("kj@s$dfS124GDd35")]).toEqual([401, 200]);
  });

  it("want a sign-in and the tech-preview header", async () => {
    const withoutCookie = await scene.stranger().get("/api_accesses");
    expect(withoutCookie.status).toBe(401);
    const withoutHeader = await scene.admin.send("GET", "/api/shared_spaces/1001/api_accesses", {
      headers: { "ALM-OCTANE-TECH-PREVIEW": "false" },
    });
    expect(withoutHeader.status).toBe(403);
    expect(withoutHeader.body["description"]).toMatch(/ALM-OCTANE-TECH-PREVIEW/);
    const underscored = await scene.admin.send("GET", "/api/shared_spaces/1001/api_accesses", {
      headers: { "ALM-OCTANE-TECH-PREVIEW": "", "ALM_OCTANE_TECH_PREVIEW": "true" },
    });
    expect(underscored.status).toBe(200);
    expect((await scene.as(demoKey)).cookies.size).toBe(2);
  });
});
