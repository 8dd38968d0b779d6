import { expect, test } from "./harness/fixtures.ts";

test("the packaged extension is in the activity bar, and one click shows keys of the mock server that it carries @oldest", async ({
  credentials,
  workbench,
  vscode,
  snap,
}) => {
  await credentials.open();
  await expect(credentials.welcome).toBeVisible();
  expect(await workbench.offers("Keyporter: Add Connection...")).toBe(true);
  await snap("the empty view");

  await credentials.pressWelcome("Try It Offline");
  await expect(credentials.rowElements).not.toHaveCount(0);
  await expect.poll(async () => (await credentials.rows()).filter(({ level }) => level > 1).length).toBeGreaterThan(0);
  await snap("the keys of the mock server");
  await expect.poll(() => vscode.log()).toMatch(/GET http\S+\/v1\/apiClients 200/);
});
