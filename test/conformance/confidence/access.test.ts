import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { names, startScene } from "./caller.ts";
import type { Json, Scene } from "./caller.ts";

describe("who may do what", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await startScene();
  });
  afterEach(() => scene.mock.stop());

  const newClient = async (given: Json = {}) => {
    const { status, body } = await scene.admin.post("/v1/apiClients", { displayName: "New", ...given });
    expect(status).toBe(200);
    return { client: body, caller: scene.as(await scene.signIn(body["clientId"], body["clientSecret"])) };
  };
  const scopesOf = (body: Json) => (body["permissions"] as Json[]).map(({ scope }) => scope);

  it("lets a new client read, as everyone may, but create nothing", async () => {
    const { caller } = await newClient();
    expect((await caller.get("/v1/apiClients")).status).toBe(200);
    expect((await caller.post("/v1/apiClients", { displayName: "x" })).body["code"]).toBe(7);
    expect(scopesOf((await caller.get("/v1/currentUser")).body)).not.toContain("create:apiclients");
  });

  it("gives a client the roles of its create", async () => {
    const { caller, client } = await newClient({ roles: ["roles/admin"] });
    expect(client["roles"]).toEqual(["roles/admin"]);
    expect(scopesOf((await caller.get("/v1/currentUser")).body)).toContain("create:apiclients");
    expect((await caller.post("/v1/apiClients", { displayName: "x" })).status).toBe(200);
  });

  it("gives a client the permissions of its create", async () => {
    const { caller, client } = await newClient({ permissions: ["delete:apiclients"] });
    expect(client["permissions"]).toEqual(["delete:apiclients"]);
    expect((await caller.remove("/v1/apiClients/donlangsbyz6iiksdt4c")).status).toBe(200);
  });

  it("gives a client what a policy for its identity grants, until the policy is gone", async () => {
    const { caller, client } = await newClient();
    const policy = await scene.admin.post("/v1/policies?policyId=let-it-create", {
      roles: ["roles/iam-editor"],
      identities: [client["identity"]],
    });
    expect(policy.status).toBe(200);
    expect(policy.body).toMatchObject({
      name: "policies/let-it-create",
      roles: ["roles/iam-editor"],
      identities: [client["identity"]],
    });
    expect((await caller.post("/v1/apiClients", { displayName: "x" })).status).toBe(200);

    await scene.admin.patch("/v1/policies/let-it-create?updateMask=roles", { roles: ["roles/reader"] });
    expect((await caller.post("/v1/apiClients", { displayName: "x" })).status).toBe(403);

    expect((await scene.admin.remove("/v1/policies/let-it-create")).body).toEqual({});
    expect((await scene.admin.get("/v1/policies/let-it-create")).status).toBe(404);
  });

  it("takes a deleted client out of the policies", async () => {
    const { client } = await newClient();
    await scene.admin.post("/v1/policies?policyId=two", {
      roles: ["roles/reader"],
      identities: [client["identity"], "identities/uxa8cecs2cc9xsz8jvgmc"],
    });
    await scene.admin.remove(`/v1/${String(client["name"])}`);
    const { body } = await scene.admin.get("/v1/policies/two");
    expect(body["identities"]).toEqual(["identities/uxa8cecs2cc9xsz8jvgmc"]);
  });

  it("assigns an id to a policy that comes without one", async () => {
    const { body } = await scene.admin.post("/v1/policies", { roles: ["roles/reader"], identities: [] });
    expect(body["name"]).toMatch(/^policies\/[a-z0-9]{20}$/);
    expect(names((await scene.admin.get("/v1/policies")).body["policies"])).toContain(body["name"]);
  });

  it("knows the documented role and today's slugs", async () => {
    const { body } = await scene.admin.get("/v1/roles");
    expect(names(body["roles"])).toEqual(
      expect.arrayContaining(["roles/admin", "roles/reader", "roles/flags-reader", "roles/flags-editor"]),
    );
    const editor = await scene.admin.get("/v1/roles/726f6c5f68386b6c46596c4a335350384e6a7377");
    expect(editor.body).toMatchObject({ displayName: "Flag editor", permissions: expect.any(Array) as unknown });
  });

  it("lists permissions as scope and permission", async () => {
    const { body } = await scene.admin.get("/v1/permissions?pageSize=100");
    expect(body["permissions"]).toContainEqual({
      scope: "create:apiclients",
      permission: expect.any(String) as unknown,
    });
  });

  it("finds identities by name, email and display name", async () => {
    for (const filter of [
      'name:"identities/uxa8cecs2cc9xsz8jvgmc"',
      'email:"admin@keyporter.example"',
      'displayName:"Ada Admin"',
    ]) {
      const { body } = await scene.admin.get(`/v1/identities?filter=${encodeURIComponent(filter)}`);
      expect(body["identities"]).toMatchObject([
        { name: "identities/uxa8cecs2cc9xsz8jvgmc", user: "users/xa8cecs2cc9xsz8jvgmc" },
      ]);
    }
  });

  it("has an identity for each API client", async () => {
    const { client } = await newClient();
    const { status, body } = await scene.admin.get(`/v1/${String(client["identity"])}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: client["identity"], apiClient: client["name"], displayName: "New" });
  });

  it("lists users and finds each of them", async () => {
    const { body } = await scene.admin.get("/v1/users");
    expect(names(body["users"])).toContain("users/xa8cecs2cc9xsz8jvgmc");
    const user = await scene.admin.get("/v1/users/xa8cecs2cc9xsz8jvgmc");
    expect(user.body).toMatchObject({ fullName: "Ada Admin", email: "admin@keyporter.example", blocked: false });
  });

  it("changes a role, and with it what its holders may do", async () => {
    const { caller } = await newClient({ roles: ["roles/flags-reader"] });
    await scene.admin.patch("/v1/roles/flags-reader?updateMask=permissions", { permissions: ["create:apiclients"] });
    expect((await caller.post("/v1/apiClients", { displayName: "x" })).status).toBe(200);
  });
});
