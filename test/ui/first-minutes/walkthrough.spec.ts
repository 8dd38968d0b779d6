import type { Locator } from "@playwright/test";
import { expect, test } from "../harness/fixtures.ts";
import type { Workbench } from "../harness/workbench.ts";

const stepOf = ({ page }: Workbench, title: string): Locator =>
  page.locator(".gettingStartedContainer .getting-started-step", { hasText: title });

test("the walkthrough ticks off what was done, by whichever way", async ({ credentials, workbench, snap }) => {
  await workbench.run("Keyporter: Open Walkthrough");
  const isDone = async (title: string): Promise<boolean> =>
    (await stepOf(workbench, title).locator(".codicon-getting-started-step-checked").count()) > 0;
  await expect(stepOf(workbench, "Try it offline")).toBeVisible();
  expect(await isDone("Try it offline")).toBe(false);
  await stepOf(workbench, "Try it offline").getByRole("button", { name: "Try It Offline" }).click();
  await expect(credentials.row("Terraform")).toBeVisible();
  await expect.poll(() => isDone("Try it offline")).toBe(true);
  expect(await isDone("Connect a service")).toBe(false);
  expect(await isDone("Create a key")).toBe(false);
  await snap("the first step is done");
});
