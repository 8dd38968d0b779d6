import { expect, test } from "./harness/fixtures.ts";

test("the packaged extension puts its view into the activity bar", async ({ credentials, workbench, snap }) => {
  await credentials.open();
  await expect(credentials.welcome).toBeVisible();
  expect(await workbench.offers("Keyporter: Add Connection")).toBe(true);
  await snap("the empty view");
});
