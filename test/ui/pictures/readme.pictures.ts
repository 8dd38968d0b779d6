import { join } from "node:path";
import { expect, test } from "../harness/fixtures.ts";
import type { Workbench } from "../harness/workbench.ts";
import { tidy } from "./tidy-demo.ts";

/* `npm run pictures`: the README's pictures, of the packaged extension in a real VS Code, with the demo's data. */

test.use({ windowSize: { width: 1180, height: 720 } });
test.describe.configure({ timeout: 180_000 });

const fileOf = (name: string): string => join(import.meta.dirname, "../../../media/readme", `${name}.png`);

/** Nothing but what the picture is about. */
async function take(workbench: Workbench, name: string): Promise<void> {
  await workbench.run("Notifications: Clear All Notifications");
  await expect(workbench.quickInput.root).toBeHidden();
  // What was done a moment ago is told there for a while.
  await expect(workbench.statusItem(/(^|\s)(Copied|Turned)/)).toBeHidden({ timeout: 30_000 });
  await workbench.page.mouse.move(600, 5);
  await workbench.page.screenshot({ path: fileOf(name), animations: "disabled", caret: "hide" });
}

/** The demo of all three services, with the names that a team would give. */
test.beforeEach(async ({ credentials, workbench }) => {
  await credentials.open();
  await credentials.pressWelcome("Try It Offline");
  await expect(credentials.row("Checkout CI")).toBeVisible({ timeout: 60_000 });
  await expect(credentials.row("Admin key")).toBeVisible();
  await workbench.run("Keyporter: Copy Mock Server's Address");
  await expect.poll(() => workbench.clipboard()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await tidy(await workbench.clipboard());
  await credentials.pressTitle("Refresh");
  await expect(credentials.rowElements.filter({ hasText: "<img" })).toHaveCount(0);
  await expect(credentials.row("translations")).toBeVisible();
});

test("the tree, and the details of an API client", async ({ credentials, workbench }) => {
  await credentials.choose("Nightly metrics sync", "Show Details");
  await workbench.webview("Nightly metrics sync").waitFor();
  await expect(workbench.webview("Nightly metrics sync").button(/^Reveal/)).toBeVisible();
  // Wide enough for what the rows say.
  const sash = workbench.page.locator(".monaco-sash.vertical").nth(1);
  await sash.hover();
  await workbench.page.mouse.down();
  await workbench.page.mouse.move(470, 300, { steps: 5 });
  await workbench.page.mouse.up();
  await take(workbench, "overview");
});

test("a new access key", async ({ credentials, workbench }) => {
  await credentials.pressInline("Octane Demo", "Create");
  const form = workbench.webview("Create API Access Key");
  await form.waitFor();
  await form.fill(/^Name/, "deploy-gate");
  await workbench.run("View: Toggle Primary Side Bar Visibility");
  await take(workbench, "create");
});

test("a rotation", async ({ credentials, workbench }) => {
  const page = workbench.webview("Rotate: Terraform");
  await expect(async () => {
    await credentials.choose("Terraform", "Rotate Credential...");
    await expect(page.tab).toBeVisible({ timeout: 3000 });
  }).toPass();
  await page.waitFor();
  await page.press("Create the New One");
  await expect(page.content.locator("[aria-current=step] h2")).toContainText("Bring its secret");
  await take(workbench, "rotate");
});

test("the admin key, on", async ({ credentials, workbench }) => {
  for (const other of ["Confidence Demo", "Octane Demo"])
    await credentials.row(other).locator(".monaco-tl-twistie").click();
  await credentials.pressInline("Admin key", "Turn On");
  await workbench.dialog.press("Continue");
  await workbench.quickInput.rows.filter({ hasText: "10 minutes" }).first().click();
  await workbench.statusItem("Admin key:").click();
  await workbench.quickInput.rows.filter({ hasText: "Show What Only the Key Reveals" }).first().click();
  const report = workbench.webview(/Show What Only the Key Reveals/);
  await report.waitFor();
  await expect(report.content.getByText(/are there only with the key/).first()).toBeVisible();
  await workbench.page.setViewportSize({ width: 1180, height: 450 });
  await take(workbench, "admin-key");
});
