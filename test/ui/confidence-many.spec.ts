import { addConfidence, demoClient } from "./harness/add-connection.ts";
import { expect, test } from "./harness/fixtures.ts";

test.use({ mockOptions: { seed: "large:3000" }, windowSize: { width: 1400, height: 900 } });

test("of thousands the first show while the rest arrives, and the filter finds what is not loaded", async ({
  credentials,
  workbench,
  mock,
  snap,
}) => {
  await credentials.open();
  await addConfidence(workbench, { address: mock.url, environment: "Test", name: "Large", signIn: demoClient });
  await expect(credentials.rowElements.nth(10)).toBeVisible();
  await snap("the first of thousands");
  await expect(credentials.row("Large")).toHaveAttribute("aria-expanded", "true");
  await expect(async () => {
    await credentials.goToEnd();
    await expect(credentials.row("Load more...")).toBeVisible({ timeout: 1000 });
  }).toPass();
  await snap("load more");

  await workbench.run("Keyporter: Filter Credentials...");
  await workbench.quickInput.type("2999");
  await expect(credentials.rowElements.filter({ hasText: "2999" }).first()).toBeVisible();
  await snap("found on the server");
  await workbench.quickInput.accept();
  await workbench.run("Keyporter: Filter Credentials...");
  await workbench.quickInput.accept("no such thing");
  await expect(credentials.row("Nothing matches “no such thing”")).toBeVisible();
  await snap("nothing matches");
  await credentials.pressTitle("Clear Filter");
  await expect(credentials.rowElements.nth(10)).toBeVisible();
});
