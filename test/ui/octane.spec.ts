import { addOctane, octaneAdmin } from "./harness/add-octane.ts";
import { expect, test } from "./harness/fixtures.ts";

test.use({ windowSize: { width: 1400, height: 1000 } });

test("an access key is created with roles and an expiration, signs in, gets a new secret and is revoked @oldest", async ({
  credentials,
  workbench,
  mock,
  snap,
}) => {
  test.setTimeout(180_000);
  await credentials.open();
  await addOctane(workbench, { address: mock.url, name: "Space", signIn: octaneAdmin });
  await expect(credentials.row("myKey03").first()).toBeVisible();
  await snap("the keys of the demo, in every state");

  await credentials.pressInline("Space", "Create");
  const form = workbench.webview("Create API Access Key");
  await form.waitFor();
  await form.fill(/^Name/, "deploy bot");
  await form.content
    .getByLabel(/^Expiration/)
    .first()
    .selectOption("In 90 days");
  const boxes = form.content.getByRole("checkbox");
  await form.content
    .getByRole("checkbox", { name: /^DevOps Admin/ })
    .first()
    .check();
  await form.content
    .getByRole("checkbox", { name: /^CI\/CD Integration/ })
    .first()
    .check();
  expect(await boxes.count()).toBeGreaterThan(10);
  await snap("the filled form");
  await form.press("Create API Access Key");

  const details = workbench.webview("deploy bot");
  await details.waitFor();
  await expect(details.content.getByText("DevOps Admin").first()).toBeVisible();
  await expect(details.content.getByText(/in 3 months|in 2 months/).first()).toBeVisible();
  const clientId =
    (await details.rows())["Client ID"]?.match(/deploy\S*_[a-z0-9]{25}|deploy bot_[a-z0-9]{25}/)?.[0] ?? "";
  await workbench.notifications.press("Created the API access key", "Copy Secret");
  await expect.poll(() => workbench.clipboard()).toMatch(/^\S{30}$/);
  const first = await workbench.clipboard();
  await snap("created");

  await addOctane(workbench, {
    address: mock.url,
    name: "As the key",
    signIn: { method: "API access key", answers: [clientId, first] },
  });
  await snap("signed in as the new key");

  await credentials.choose("deploy bot", "Regenerate Secret...");
  await expect(workbench.dialog.message).toContainText("new secret");
  await snap("asked before a new secret is made");
  await workbench.dialog.press("Regenerate");
  await workbench.notifications.press("has a new secret", "Copy Secret");
  await expect.poll(() => workbench.clipboard()).not.toBe(first);
  const second = await workbench.clipboard();
  const signIn = async (client_secret: string): Promise<number> => {
    const response = await fetch(`${mock.url}/authentication/sign_in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ client_id: clientId, client_secret }),
    });
    return response.status;
  };
  expect(await signIn(first)).toBe(401);
  expect(await signIn(second)).toBe(200);
  await credentials.pressInline("As the key", "Refresh");
  await expect(credentials.row("As the key")).toContainText("sign in again");
  await snap("the second connection has to sign in again");

  await credentials.choose("deploy bot", "Revoke Credential...");
  await workbench.dialog.press("Revoke");
  await expect(credentials.row("deploy bot")).toContainText("Revoked");
  expect(await signIn(second)).toBe(401);
  await snap("revoked");
});

test("keys are filtered by a query, several are revoked at once, and those that ended can be hidden", async ({
  credentials,
  workbench,
  mock,
  snap,
}) => {
  await credentials.open();
  await addOctane(workbench, { address: mock.url, name: "Space", signIn: octaneAdmin });
  await expect(credentials.row("myKey03").first()).toBeVisible();

  await workbench.run("Keyporter: Filter by Query...");
  await workbench.quickInput.accept("name EQ ^my*^;;");
  await expect(workbench.quickInput.message).toContainText(/refused/);
  await snap("the server's complaint about a query");
  await workbench.quickInput.accept("name EQ ^my*^");
  await expect(credentials.row("myKey03").first()).toBeVisible();
  await expect(credentials.row("jenkins-nightly")).toBeHidden();
  await snap("filtered by a query");
  await credentials.pressTitle("Clear Filter");

  const active = credentials.rowElements.filter({ has: workbench.page.locator(".codicon-key") });
  await expect.poll(() => active.count()).toBeGreaterThan(3);
  const count = await active.count();
  await active.nth(0).click();
  await active.nth(1).click({ modifiers: ["Control"] });
  await active.nth(2).click({ modifiers: ["Control"] });
  await active.nth(2).click({ button: "right" });
  await credentials.pressMenu("More Actions...");
  await workbench.quickInput.rows.filter({ hasText: "Change Expiration" }).first().click();
  await workbench.quickInput.rows.filter({ hasText: "In 180 days" }).first().click();
  await workbench.notifications.waitFor("3 changed");
  await snap("three extended");
  await workbench.notifications.press("3 changed", "Undo");
  await expect(workbench.statusItem("3 are as they were")).toBeVisible();
  await active.nth(2).click({ button: "right" });
  await credentials.pressMenu("Revoke Credential...");
  await expect(workbench.dialog.message).toContainText("Revoke 3 API access keys?");
  await snap("three at once");
  await workbench.dialog.press("Revoke");
  await expect(active).toHaveCount(count - 3);

  await workbench.run("Keyporter: Hide Revoked and Expired");
  await expect(credentials.rowElements.filter({ hasText: "Revoked" })).toHaveCount(0);
  await snap("those that ended are hidden");
});
