import { expect, it } from "vitest";
import { startMockServer } from "../../../mock-server/mock.ts";
import type { MockServer, MockServerOptions } from "../../../mock-server/mock.ts";
import { rawRequest } from "./raw-request.ts";

const json = { "Content-Type": "application/json" };
const bearer = { ...json, Authorization: "Bearer demo-confidence-token" };

/** A little of everything, also of what goes wrong; every byte of the answers. */
async function tour(mock: MockServer): Promise<string[]> {
  const answers: string[] = [];
  const call = async (method: string, path: string, headers: Record<string, string>, body?: unknown) => {
    const answer = await rawRequest(`${mock.url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    answers.push(JSON.stringify(answer));
    return answer;
  };
  const created = JSON.parse((await call("POST", "/v1/apiClients", bearer, { displayName: "x" })).text) as Record<
    string,
    string
  >;
  const { clientId, clientSecret, name = "" } = created;
  await call("POST", "/v1/oauth/token", json, { grantType: "client_credentials", clientId, clientSecret });
  await call("GET", "/v1/apiClients?pageSize=3&orderBy=displayName", bearer);
  await call("PATCH", `/v1/${name}?updateMask=displayName`, bearer, { displayName: "y" });
  await call("POST", "/v1/policies", bearer, { displayName: "p", roles: [], identities: [] });
  await call("DELETE", `/v1/${name}`, bearer);
  await call("GET", "/v1/nosuch", bearer);
  const signedIn = await call("POST", "/authentication/sign_in", json, {
    user: "admin@keyporter.example",
    password: "Demo-passw0rd",
  });
  const Cookie = [signedIn.headers["set-cookie"] ?? []]
    .flat()
    .map(cookie => cookie.split(";")[0])
    .join("; ");
  const octane = { ...json, Cookie, "ALM-OCTANE-TECH-PREVIEW": "true" };
  const space = "/api/shared_spaces/1001";
  await call("POST", `${space}/api_accesses`, octane, {
    data: [
      { name: "k", client_secret: "Abcdefghij-1", workspace_roles: { data: [{ type: "workspace_role", id: "1028" }] } },
    ],
  });
  await call("GET", `${space}/api_accesses?fields=name,client_id,creation_time`, octane);
  mock.clock.advance(3_600_000);
  await call("GET", `${space}/roles`, octane);
  await call("GET", `${space}/api_accesses/nosuch`, octane);
  await call("GET", `${space}/roles`, json);
  for (let round = 0; round < 10; round += 1) await call("GET", "/v1/roles", bearer);
  return answers;
}

const start: MockServerOptions = {
  randomSeed: 7,
  now: "2026-02-03T04:05:06.789Z",
  faults: [{ path: "/v1/roles", probability: 0.5, effect: { status: 503 } }],
};

it("with a random seed and a time, the same calls give the same bytes, also after a reset", async () => {
  const [first, second] = await Promise.all([startMockServer(start), startMockServer(start)]);
  // One after the other and apart in time: nothing may come from the machine's clock.
  const bytes = await tour(first);
  expect(bytes).toHaveLength(23);
  expect(await tour(second)).toEqual(bytes);
  await second.reset();
  expect(await tour(second)).toEqual(bytes);
  await Promise.all([first.stop(), second.stop()]);
  expect(bytes.join()).toContain("503");
});

it("with another random seed they differ", async () => {
  const [first, second] = await Promise.all([startMockServer(start), startMockServer({ ...start, randomSeed: 8 })]);
  expect((await tour(first))[0]).not.toBe((await tour(second))[0]);
  await Promise.all([first.stop(), second.stop()]);
});

it("many servers in one process know nothing of each other", async () => {
  const servers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => startMockServer({ seed: `large:${index}` })),
  );
  expect(new Set(servers.map(({ port }) => port)).size).toBe(20);
  const counts = await Promise.all(
    servers.map(async ({ url }) => {
      const answer = await rawRequest(`${url}/v1/apiClients?pageSize=100`, { headers: bearer });
      return (JSON.parse(answer.text) as { apiClients: unknown[] }).apiClients.length;
    }),
  );
  expect(counts).toEqual(servers.map((_, index) => 12 + index));
  servers[0]?.faults.add({ effect: { status: 500 } });
  servers[0]?.clock.advance(1e9);
  servers[0]?.setOptions({ "confidence.shape": "2023" });
  const health = await rawRequest(`${servers[1]?.url ?? ""}/v1/roles`, { headers: bearer });
  expect(health.status).toBe(200);
  expect(Math.abs((servers[1]?.clock.now() ?? 0) - Date.now())).toBeLessThan(5000);
  expect(servers[1]?.options()["confidence.shape"]).toBe("both");
  await Promise.all(servers.map(server => server.stop()));
});
