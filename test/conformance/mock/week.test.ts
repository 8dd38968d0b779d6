import { afterAll, beforeAll, expect, it } from "vitest";
import { startMockServer } from "../../../mock-server/mock.ts";
import type { MockServer } from "../../../mock-server/mock.ts";

/* A week of expiry in a second. In a project of your own, import from "keyporter/mock" and copy the rest. */

let mock: MockServer;
beforeAll(async () => {
  mock = await startMockServer({ now: "2026-03-01T08:00:00Z" });
});
afterAll(() => mock.stop());

const keys = () => `${mock.url}/api/shared_spaces/1001/api_accesses`;
const day = 24 * 60 * 60 * 1000;

async function signIn(credentials: object): Promise<string | undefined> {
  const response = await fetch(`${mock.url}/authentication/sign_in`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(credentials),
  });
  return response.status === 200
    ? response.headers
        .getSetCookie()
        .map(cookie => cookie.split(";")[0])
        .join("; ")
    : undefined;
}

async function call(cookie: string | undefined, method: string, address: string, body?: object): Promise<Response> {
  return fetch(address, {
    method,
    headers: { "Cookie": cookie ?? "", "ALM-OCTANE-TECH-PREVIEW": "true", "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

it("plays a week of expiring keys, sessions and tokens", async () => {
  const started = process.cpuUsage();
  const person = { user: "admin@keyporter.example", password: "Demo-passw0rd" };
  const secret = "Week-secret-2026";

  // Monday morning: a key that ends on Thursday, a session, and an access token.
  const session = await signIn(person);
  const created = await call(session, "POST", `${keys()}?fields=client_id,is_valid`, {
    data: [
      {
        name: "week",
        client_secret: secret,
        expiration: "2026-03-04T12:00:00Z",
        workspace_roles: { data: [{ type: "workspace_role", id: "1028" }] },
      },
    ],
  });
  expect(created.status).toBe(201);
  const { data } = (await created.json()) as { data: [{ id: string; client_id: string }] };
  const { id, client_id } = data[0];
  const token = (await (
    await fetch(`${mock.url}/v1/oauth/token`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        grantType: "client_credentials",
        clientId: "demo-confidence-client",
        clientSecret: "demo-confidence-secret",
      }),
    })
  ).json()) as { accessToken: string };
  const confidence = () =>
    fetch(`${mock.url}/v1/currentUser`, { headers: { Authorization: `Bearer ${token.accessToken}` } });

  const days: unknown[] = [];
  for (let number = 0; number < 7; number += 1) {
    days.push({
      day: new Date(mock.clock.now()).toISOString().slice(0, 10),
      key: (await signIn({ client_id, client_secret: secret })) === undefined ? "refused" : "signs in",
      session: (await call(session, "GET", `${keys()}/${id}`)).status,
      token: (await confidence()).status === 401 ? "expired" : "good",
    });
    mock.clock.advance(day);
  }
  expect(days).toEqual([
    { day: "2026-03-01", key: "signs in", session: 200, token: "good" },
    { day: "2026-03-02", key: "signs in", session: 401, token: "expired" },
    { day: "2026-03-03", key: "signs in", session: 401, token: "expired" },
    { day: "2026-03-04", key: "signs in", session: 401, token: "expired" },
    { day: "2026-03-05", key: "refused", session: 401, token: "expired" },
    { day: "2026-03-06", key: "refused", session: 401, token: "expired" },
    { day: "2026-03-07", key: "refused", session: 401, token: "expired" },
  ]);
  // Of the processor's time, which depends less on what else the machine does.
  const { user, system } = process.cpuUsage(started);
  expect(user + system).toBeLessThan(1_000_000);
});
