import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startScene } from "./caller.ts";
import type { Json, Scene } from "./caller.ts";

/*
 * The commands of Confidence's guide "Manage API clients", as they stand there. Only the host and the token are changed.
 * The documented responses are compared field by field.
 */
const createCommand = `curl -X POST "https://iam.confidence.dev/v1/apiClients" \\
-H "Authorization: Bearer YOUR_ACCESS_TOKEN" \\
-H "Content-Type: application/json" \\
-d '{
"displayName": "My API Client",
"description": "Client for setting up flags in GHE repos",
"permissions": [],
"roles": [
"roles/726f6c5f68386b6c46596c4a335350384e6a7377"
]
}'`;
const getCommand = `curl -X GET "https://iam.confidence.dev/v1/apiClients/donlangsbyz6iiksdt4c" \\
-H "Authorization: Bearer YOUR_ACCESS_TOKEN"`;
const listCommand = `curl -X GET "https://iam.confidence.dev/v1/apiClients" \\
-H "Authorization: Bearer YOUR_ACCESS_TOKEN"`;

const documentedClient = {
  name: "apiClients/donlangsbyz6iiksdt4c",
  displayName: "My API Client",
  description: "Client for setting up flags in GHE repos",
  clientId: "k9KkmxZfQtG6ZPqk9wyQfe7G5EzZsjza",
  clientSecret: "4wvbCSdF7wlTdn8HJEqSkcuSqyndjwcHzQ3KEwxRcqvkfLeEG4eFapHQUIrRuDxr",
  permissions: [],
  roles: ["roles/726f6c5f68386b6c46596c4a335350384e6a7377"],
  createdBy: "users/xa8cecs2cc9xsz8jvgmc",
  updatedBy: "users/xa8cecs2cc9xsz8jvgmc",
  labels: {},
  createTime: "2023-08-29T09:36:57.163017Z",
  updateTime: "2023-08-29T09:36:57.163017Z",
};

/** What curl would send for one of the commands. */
async function run(command: string, url: string): Promise<{ status: number; body: Json }> {
  const [, method, path] = /-X (\w+) "https:\/\/iam\.confidence\.dev([^"]+)"/.exec(command) ?? [];
  const headers = [...command.matchAll(/-H "([^:]+): ([^"]+)"/g)].map(([, name = "", value = ""]): [string, string] => [
    name,
    value.replace("YOUR_ACCESS_TOKEN", "demo-confidence-token"),
  ]);
  const data = /-d '([^']+)'/.exec(command)?.[1];
  const response = await fetch(`${url}${path ?? ""}`, {
    ...(method === undefined ? {} : { method }),
    headers,
    ...(data === undefined ? {} : { body: data }),
  });
  return { status: response.status, body: (await response.json()) as Json };
}

describe("the commands of the guide", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene();
  });
  afterAll(() => scene.mock.stop());

  it("get the documented client, every field with its documented value", async () => {
    const { status, body } = await run(getCommand, scene.url);
    expect(status).toBe(200);
    expect(body).toMatchObject(documentedClient);
  });

  it("list it, in the documented envelope", async () => {
    const { status, body } = await run(listCommand, scene.url);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(["apiClients", "nextPageToken"]);
    expect(body["nextPageToken"]).toBe("");
    expect(body["apiClients"]).toContainEqual(expect.objectContaining(documentedClient));
  });

  it("create one, with fields of the documented types, alphabets and lengths", async () => {
    const { status, body } = await run(createCommand, scene.url);
    expect(status).toBe(200);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/) as unknown;
    expect(body).toMatchObject({
      ...documentedClient,
      name: expect.stringMatching(/^apiClients\/[a-z0-9]{20}$/) as unknown,
      clientId: expect.stringMatching(/^[A-Za-z0-9]{32}$/) as unknown,
      clientSecret: expect.stringMatching(/^[A-Za-z0-9]{64}$/) as unknown,
      createTime: time,
      updateTime: time,
    });
    expect(body["name"]).not.toBe(documentedClient.name);
    expect(body["updateTime"]).toBe(body["createTime"]);
  });

  it("answers with the documented fields first and in the documented order", async () => {
    const { body } = await run(getCommand, scene.url);
    expect(Object.keys(body).slice(0, 12)).toEqual(Object.keys(documentedClient));
  });
});
