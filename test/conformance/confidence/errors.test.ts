import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startScene } from "./caller.ts";
import type { Json, Scene } from "./caller.ts";

interface Row {
  readonly title: string;
  readonly method?: string;
  readonly path: string;
  readonly token?: string | null;
  readonly type?: string | null;
  readonly body?: string;
  readonly expected: readonly [status: number, code: number];
  readonly field?: string;
}

const known = "/v1/apiClients/donlangsbyz6iiksdt4c";
const rows: readonly Row[] = [
  { title: "no bearer", path: "/v1/apiClients", token: null, expected: [401, 16] },
  { title: "an unknown bearer", path: "/v1/apiClients", token: "nonsense", expected: [401, 16] },
  { title: "something that only looks like a JWT", path: "/v1/currentUser", token: "a.b.c", expected: [401, 16] },
  { title: "an empty bearer", path: "/v1/currentUser", token: "", expected: [401, 16] },
  {
    title: "a read-only bearer that creates",
    method: "POST",
    path: "/v1/apiClients",
    token: "demo-reader-token",
    body: '{"displayName":"x"}',
    expected: [403, 7],
  },
  {
    title: "a read-only bearer that updates",
    method: "PATCH",
    path: known,
    token: "demo-reader-token",
    body: '{"displayName":"x"}',
    expected: [403, 7],
  },
  {
    title: "a read-only bearer that deletes",
    method: "DELETE",
    path: known,
    token: "demo-reader-token",
    expected: [403, 7],
  },
  {
    title: "a read-only bearer that makes a policy",
    method: "POST",
    path: "/v1/policies",
    token: "demo-reader-token",
    body: "{}",
    expected: [403, 7],
  },
  { title: "an unknown client", path: "/v1/apiClients/nosuch", expected: [404, 5] },
  {
    title: "an unknown client to update",
    method: "PATCH",
    path: "/v1/apiClients/nosuch",
    body: "{}",
    expected: [404, 5],
  },
  { title: "an unknown client to delete", method: "DELETE", path: "/v1/apiClients/nosuch", expected: [404, 5] },
  { title: "an unknown role", path: "/v1/roles/nosuch", expected: [404, 5] },
  { title: "an unknown policy", path: "/v1/policies/nosuch", expected: [404, 5] },
  { title: "an unknown user", path: "/v1/users/nosuch", expected: [404, 5] },
  { title: "an unknown identity", path: "/v1/identities/nosuch", expected: [403, 7] },
  { title: "an unknown path", path: "/v1/nosuch", expected: [404, 5] },
  { title: "a path in other capitals", path: "/v1/APICLIENTS", expected: [404, 5] },
  {
    title: "JSON that ends too early",
    method: "POST",
    path: "/v1/apiClients",
    body: '{"displayName":',
    expected: [400, 3],
  },
  { title: "a list as body", method: "POST", path: "/v1/apiClients", body: "[]", expected: [400, 3] },
  { title: "null as body", method: "POST", path: "/v1/apiClients", body: "null", expected: [400, 3] },
  { title: "a number as body", method: "POST", path: "/v1/apiClients", body: "7", expected: [400, 3] },
  { title: "no body", method: "POST", path: "/v1/apiClients", expected: [400, 3] },
  {
    title: "no display name",
    method: "POST",
    path: "/v1/apiClients",
    body: "{}",
    expected: [400, 3],
    field: "displayName",
  },
  {
    title: "a blank display name",
    method: "POST",
    path: "/v1/apiClients",
    body: '{"displayName":"  "}',
    expected: [400, 3],
    field: "displayName",
  },
  {
    title: "a display name that is a number",
    method: "POST",
    path: "/v1/apiClients",
    body: '{"displayName":7}',
    expected: [400, 3],
    field: "displayName",
  },
  {
    title: "labels that are no texts",
    method: "POST",
    path: "/v1/apiClients",
    body: '{"displayName":"x","labels":{"a":1}}',
    expected: [400, 3],
    field: "labels",
  },
  {
    title: "an owner that is no reference",
    method: "POST",
    path: "/v1/apiClients",
    body: '{"displayName":"x","owner":"me"}',
    expected: [400, 3],
    field: "owner",
  },
  {
    title: "an unknown role to grant",
    method: "POST",
    path: "/v1/apiClients",
    body: '{"displayName":"x","roles":["roles/nosuch"]}',
    expected: [400, 3],
    field: "roles",
  },
  {
    title: "an unknown permission to grant",
    method: "POST",
    path: "/v1/apiClients",
    body: '{"displayName":"x","permissions":["fly:planes"]}',
    expected: [400, 3],
    field: "permissions",
  },
  {
    title: "an unknown field",
    method: "POST",
    path: "/v1/apiClients",
    body: '{"displayName":"x","colour":"red"}',
    expected: [400, 3],
    field: "colour",
  },
  {
    title: "a prototype as field",
    method: "POST",
    path: "/v1/apiClients",
    body: '{"displayName":"x","__proto__":{"owner":"identities/x"}}',
    expected: [400, 3],
    field: "__proto__",
  },
  {
    title: "a mask with an unknown field",
    method: "PATCH",
    path: `${known}?updateMask=colour`,
    body: "{}",
    expected: [400, 3],
    field: "updateMask",
  },
  {
    title: "a mask that clears the display name",
    method: "PATCH",
    path: `${known}?updateMask=displayName`,
    body: "{}",
    expected: [400, 3],
    field: "displayName",
  },
  { title: "a page size over 100", path: "/v1/apiClients?pageSize=101", expected: [400, 3], field: "pageSize" },
  { title: "a negative page size", path: "/v1/apiClients?pageSize=-1", expected: [400, 3], field: "pageSize" },
  {
    title: "a page size that is no number",
    path: "/v1/apiClients?pageSize=ten",
    expected: [400, 3],
    field: "pageSize",
  },
  { title: "a made-up page token", path: "/v1/apiClients?pageToken=abc", expected: [400, 3], field: "pageToken" },
  {
    title: "a filter that can't be read",
    path: "/v1/apiClients?filter=displayName:",
    expected: [400, 3],
    field: "filter",
  },
  {
    title: "a filter on the secret",
    path: "/v1/apiClients?filter=clientSecret:a*",
    expected: [400, 3],
    field: "filter",
  },
  {
    title: "an order by the secret",
    path: "/v1/apiClients?orderBy=clientSecret",
    expected: [400, 3],
    field: "orderBy",
  },
  {
    title: "an order in no direction",
    path: "/v1/apiClients?orderBy=displayName:up",
    expected: [400, 3],
    field: "orderBy",
  },
  { title: "an unsupported method", method: "PUT", path: "/v1/apiClients", expected: [405, 12] },
  {
    title: "an unsupported method, without a bearer",
    method: "DELETE",
    path: "/v1/apiClients",
    token: null,
    expected: [405, 12],
  },
  {
    title: "a form instead of JSON",
    method: "POST",
    path: "/v1/apiClients",
    type: "application/x-www-form-urlencoded",
    body: "displayName=x",
    expected: [415, 3],
  },
  {
    title: "text instead of JSON",
    method: "POST",
    path: "/v1/apiClients",
    type: "text/plain",
    body: '{"displayName":"x"}',
    expected: [415, 3],
  },
  {
    title: "JSON in another charset",
    method: "POST",
    path: "/v1/apiClients",
    type: "application/json; charset=utf-16",
    body: '{"displayName":"x"}',
    expected: [415, 3],
  },
  {
    title: "a body that is too large",
    method: "POST",
    path: "/v1/apiClients",
    body: JSON.stringify({ displayName: "x".repeat(1_100_000) }),
    expected: [413, 3],
  },
  { title: "a malformed percent escape", path: "/v1/apiClients/%zz", expected: [400, 3] },
  {
    title: "a token request with a wrong secret",
    method: "POST",
    path: "/v1/oauth/token",
    token: null,
    body: '{"grantType":"client_credentials","clientId":"demo-confidence-client","clientSecret":"wrong"}',
    expected: [401, 16],
  },
  {
    title: "a token request with an unknown client",
    method: "POST",
    path: "/v1/oauth/token",
    token: null,
    body: '{"grantType":"client_credentials","clientId":"wrong","clientSecret":"wrong"}',
    expected: [401, 16],
  },
  {
    title: "a token request with another grant type",
    method: "POST",
    path: "/v1/oauth/token",
    token: null,
    body: '{"grantType":"password","clientId":"a","clientSecret":"b"}',
    expected: [400, 3],
    field: "grantType",
  },
  {
    title: "a token request without a secret",
    method: "POST",
    path: "/v1/oauth/token",
    token: null,
    body: '{"grantType":"client_credentials","clientId":"a"}',
    expected: [400, 3],
    field: "clientSecret",
  },
  { title: "a token request without a body", method: "POST", path: "/v1/oauth/token", token: null, expected: [400, 3] },
  {
    title: "a policy id that exists",
    method: "POST",
    path: "/v1/policies?policyId=default",
    body: "{}",
    expected: [409, 6],
  },
  {
    title: "a policy id of another form",
    method: "POST",
    path: "/v1/policies?policyId=No_Good",
    body: "{}",
    expected: [400, 3],
    field: "policyId",
  },
  {
    title: "a policy for a stranger",
    method: "POST",
    path: "/v1/policies",
    body: '{"identities":["identities/nosuch"]}',
    expected: [400, 3],
    field: "identities",
  },
];

describe("every error is {code, message, details} with its HTTP status", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene();
  });
  afterAll(() => scene.mock.stop());

  it.each(rows)(
    "$title",
    async ({ method = "GET", path, token = "demo-confidence-token", type, body, expected, field }) => {
      const contentType = type === undefined && body !== undefined ? "application/json" : type;
      const response = await fetch(`${scene.url}${path}`, {
        method,
        headers: {
          ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
          ...(contentType ? { "Content-Type": contentType } : {}),
        },
        ...(body === undefined ? {} : { body }),
      });
      const [status, code] = expected;
      expect(response.headers.get("content-type")).toMatch(/^application\/json/);
      const answer = (await response.json()) as Json;
      expect({ status: response.status, ...answer }).toEqual({
        status,
        code,
        message: expect.stringMatching(/./) as unknown,
        details: expect.any(Array) as unknown,
      });
      if (field !== undefined) {
        expect(answer["details"]).toEqual([
          {
            "@type": "type.googleapis.com/google.rpc.BadRequest",
            "fieldViolations": [
              { field: expect.stringMatching(`^${field}`) as unknown, description: expect.any(String) as unknown },
            ],
          },
        ]);
      }
    },
  );

  it("changes nothing", async () => {
    const { body } = await scene.admin.get("/v1/apiClients/donlangsbyz6iiksdt4c");
    expect(body["updateTime"]).toBe("2023-08-29T09:36:57.163017Z");
    const list = await scene.admin.get("/v1/apiClients");
    expect(list.body["apiClients"]).toHaveLength(12);
  });

  it("names the methods that a path has", async () => {
    const response = await fetch(`${scene.url}/v1/apiClients`, { method: "PUT" });
    expect(response.headers.get("allow")).toBe("POST, GET");
  });

  it("answers HEAD like GET, without the body", async () => {
    const response = await fetch(`${scene.url}/v1/apiClients`, {
      method: "HEAD",
      headers: { Authorization: "Bearer demo-confidence-token" },
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
  });

  it("never says a secret that was sent", async () => {
    const { body } = await scene.as(undefined).post("/v1/oauth/token", {
      grantType: "client_credentials",
      clientId: "demo-confidence-client",
      clientSecret: "canary-5e1f",
    });
    expect(JSON.stringify(body)).not.toContain("canary");
    const broken = await fetch(`${scene.url}/v1/oauth/token`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: '{"clientSecret":"canary-5e1f"',
    });
    expect(await broken.text()).not.toContain("canary");
  });
});
