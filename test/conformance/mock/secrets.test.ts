import { mkdtemp, readFile, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { record } from "../../../mock-server/recording/main.ts";
import { adminToken, callerOf as confidenceCallerOf, readerToken } from "../confidence/caller.ts";
import type { Json } from "../confidence/caller.ts";
import { admin as confluenceAdmin, basic, callerOf as confluenceCallerOf } from "../confluence/caller.ts";
import { admin, callerOf as octaneCallerOf, data, demoKey, key1003 } from "../octane/caller.ts";
import { bundleMock } from "../../bundle-mock.ts";
import { startMockProcess } from "./bundled-mock.ts";

/* A day with all three services, through a recorder, and then a search for every secret in everything that was written. */

let folder: string;
/** What was handed out or typed in, by what it is. */
const secrets = new Map<string, string>();
/** Confidence tells its clients' secrets whenever it lists them, so these alone have to be kept. */
const keptSecrets = new Map<string, string>();
const texts = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keyporter-secrets-"));
  const mock = await startMockProcess(await bundleMock(), ["--db", join(folder, "mock.json"), "--verbose"]);
  const origins = new Map(["confidence", "octane", "confluence"].map(name => [name, mock.url]));
  const recorder = await record({ origins, file: join(folder, "fixture.json"), port: 0, onExchange: () => undefined });

  const confidence = confidenceCallerOf(recorder.url, adminToken);
  const created = (await confidence.post("/v1/apiClients", { displayName: "One" })).body;
  const { name, clientId, clientSecret } = created;
  keptSecrets.set("an API client's secret", String(clientSecret));
  const signedIn = await confidence.post("/v1/oauth/token", {
    grantType: "client_credentials",
    clientId,
    clientSecret,
  });
  secrets.set("an access token", String(signedIn.body["accessToken"]));
  await confidenceCallerOf(recorder.url, String(signedIn.body["accessToken"])).get(`/v1/${String(name)}`);
  await confidence.post("/v1/oauth/token", { grantType: "client_credentials", clientId, clientSecret: "Wr0ng-one-77" });
  secrets.set("a wrong client secret", "Wr0ng-one-77");
  await confidence.patch(`/v1/${String(name)}?updateMask=displayName`, {
    displayName: "Two",
    clientSecret: "Own-9876543",
  });
  secrets.set("a client secret that nobody may set", "Own-9876543");
  await confidence.get("/v1/apiClients?pageSize=100");
  await confidenceCallerOf(recorder.url, readerToken).get("/v1/apiClients");

  const octane = octaneCallerOf(recorder.url);
  await octane.signIn(admin);
  for (const [cookie, value] of octane.cookies) if (cookie.includes("COOKIE_KEY")) secrets.set("a session", value);
  const keyOf = (name: string, secret: unknown, more: object = {}) => ({ name, client_secret: secret, ...more });
  const fine = keyOf("fine", "F1ne-octane-secret", {
    workspace_roles: { data: [{ type: "workspace_role", id: "1028" }] },
  });
  const [key] = data(await octane.post("/api_accesses?fields=client_id", { data: [fine] }));
  await octane.post("/api_accesses", {
    data: [keyOf("bulk", "Bulk-octane-secret-1"), keyOf("short", "sh0rT-x"), keyOf("number", 98_765_432_109)],
  });
  await octane.post("/api_accesses", { data: [keyOf("r", "R0les-octane-secret", { workspace_roles: "none" })] });
  await octane.put(`/api_accesses/${String(key?.["id"])}`, { client_secret: "Ren3wed-octane-1", is_valid: true });
  await octane.put(`/api_accesses/${String(key?.["id"])}`, { client_secret: "N0t-valid-octane-1" });
  await octane.put("/api_accesses", { data: [{ id: "1004", client_secret: "Bulk-put-octane-1", is_valid: true }] });
  await octane.get('/api_accesses?query="client_secret EQ ^F1ne-octane-secret^"');
  for (const secret of ["F1ne-octane-secret", "Bulk-octane-secret-1", "sh0rT-x", "98765432109", "R0les-octane-secret"])
    secrets.set(`Octane's ${secret}`, secret);
  for (const secret of ["Ren3wed-octane-1", "N0t-valid-octane-1", "Bulk-put-octane-1", "Wr0ng-passw0rd-1"])
    secrets.set(`Octane's ${secret}`, secret);
  const program = octaneCallerOf(recorder.url);
  await program.signIn({ client_id: key?.["client_id"], client_secret: "Ren3wed-octane-1" });
  await program.signIn({ user: admin.user, password: "Wr0ng-passw0rd-1" });
  await program.signIn(key1003);
  await program.signIn(demoKey);
  secrets.set("Octane's demo password", admin.password);
  secrets.set("Octane's demo secret", demoKey.client_secret);
  secrets.set("the documented key's secret", key1003.client_secret);

  const confluence = confluenceCallerOf(recorder.url, basic(confluenceAdmin));
  await confluence.turnOn({ durationInMinutes: 10 });
  await confluence.getWithKey("/wiki/api/v2/pages");
  await confluenceCallerOf(recorder.url, basic("admin@keyporter.example:Wr0ng-api-token")).key();
  secrets.set("a wrong API token", "Wr0ng-api-token");
  secrets.set("an API token", "demo-confluence-token");
  secrets.set("a Basic header", basic(confluenceAdmin).slice("Basic ".length));

  const control = confidenceCallerOf(mock.url, undefined);
  await control.post("/__mock/snapshots", { name: "evening" });
  texts.set("exported state", JSON.stringify((await control.get("/__mock/state")).body));
  await control.post("/__mock/snapshots/evening/restore");
  texts.set("list of snapshots", JSON.stringify((await control.get("/__mock/snapshots")).body));
  const journal = (await control.get("/__mock/journal?details=true")).body;
  expect((journal["requests"] as Json[]).length).toBeGreaterThan(20);
  texts.set("journal", JSON.stringify(journal));
  texts.set("short journal", JSON.stringify((await control.get("/__mock/journal")).body));
  await recorder.stop();
  mock.child.kill("SIGTERM");
  const { stdout, stderr } = await mock.ended;
  texts.set("stderr", stderr);
  texts.set("stdout", stdout);
  for (const file of await readdir(folder)) texts.set(file, await readFile(join(folder, file), "utf8"));
}, 60_000);

describe("after a day with all three services", () => {
  it("there is something to search, and it is what it should be", () => {
    expect([...texts.keys()].sort()).toEqual(
      [
        ...["exported state", "list of snapshots", "journal", "short journal", "stderr", "stdout"],
        ...["fixture.json", "mock.json", "mock.json.bak"],
      ].sort(),
    );
    expect(texts.get("stderr")).toContain("POST /api/shared_spaces/1001/api_accesses 201");
    expect(texts.get("mock.json")).toContain('"name":"fine"');
    expect(texts.get("fixture.json")).toContain('"name": "fine"');
    expect(texts.get("journal")).toContain('"name":"fine"');
    expect([...secrets.values(), ...keptSecrets.values()].filter(secret => secret.length < 6)).toEqual([]);
  });

  it("no secret that was typed in or handed out stands in any of it, in any spelling", () => {
    const found = [...texts].flatMap(([where, text]) =>
      [...secrets]
        .filter(([, secret]) =>
          [secret, encodeURIComponent(secret), btoa(secret)].some(spelled => text.includes(spelled)),
        )
        .map(([what]) => `${what} in ${where}`),
    );
    // The demo's fixed bearers and API tokens are the state's own content, and public.
    expect(found).toEqual([]);
  });

  it("secrets of API clients stand in the state only, which has to list them again", () => {
    const found = [...texts].flatMap(([where, text]) =>
      [...keptSecrets].filter(([, secret]) => text.includes(secret)).map(() => where),
    );
    expect(found.sort()).toEqual(["exported state", "mock.json", "mock.json.bak"]);
  });
});
