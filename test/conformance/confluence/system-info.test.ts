import { createV1Client } from "confluence.js";
import { expect, it, onTestFinished } from "vitest";
import { admin, basic, callerOf, member, startScene, v1 } from "./caller.ts";
import type { Scene } from "./caller.ts";

async function scene(plan: "premium" | "standard" = "premium"): Promise<Scene> {
  const started = await startScene({ options: { "confluence.plan": plan } });
  onTestFinished(() => started.mock.stop());
  return started;
}

it("tells the edition of the site", async () => {
  expect((await (await scene()).member.get(`${v1}/settings/systemInfo`)).body).toMatchObject({ edition: "PREMIUM" });
  const standard = await scene("standard");
  expect((await standard.member.get(`${v1}/settings/systemInfo`)).body).toMatchObject({ edition: "STANDARD" });
});

it("is for those who may use Confluence", async () => {
  expect((await (await scene()).nobody.get(`${v1}/settings/systemInfo`)).status).toBe(401);
});

it("is read by confluence.js", async () => {
  const { url } = await scene();
  const [email = "", apiToken = ""] = admin.split(":");
  const client = createV1Client({ host: url, auth: { type: "basic", email, apiToken } });
  expect(await client.settings.getSystemInfo()).toMatchObject({ edition: "PREMIUM" });
});

it("a user's operations come when they are asked for, and tell a Confluence administrator from a member", async () => {
  const { url } = await scene();
  const of = async (who: string, query: string): Promise<unknown> =>
    (await callerOf(url, basic(who)).get(`${v1}/user/current${query}`)).body["operations"];
  const administer = { operation: "administer", targetType: "application" };
  expect(await of(admin, "")).toBeUndefined();
  expect(await of(admin, "?expand=operations,personalSpace")).toContainEqual(administer);
  expect(await of(member, "?expand=operations")).not.toContainEqual(administer);
});
