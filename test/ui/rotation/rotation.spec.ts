import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { truthOf } from "../../faults/server-truth.ts";
import { addOctane } from "../harness/add-octane.ts";
import { expect, test } from "../harness/fixtures.ts";

test.use({ windowSize: { width: 1400, height: 1000 }, files: { "readme.md": "Nothing here.\n" } });

const CLIENT = "Terraform";

test("an API client is rotated, with a reload in the middle, while both work @oldest", async ({
  credentials,
  workbench,
  vscode,
  snap,
}) => {
  test.setTimeout(240_000);
  const { quickInput, notifications, dialog } = workbench;
  await credentials.open();
  await credentials.pressWelcome("Try It Offline");
  await expect(credentials.row(CLIENT)).toBeVisible();
  const page = workbench.webview(`Rotate: ${CLIENT}`);
  await expect(async () => {
    // While rows still arrive, the one under the mouse may be another a moment later.
    await credentials.choose(CLIENT, "Rotate Credential...");
    await expect(page.tab).toBeVisible({ timeout: 3000 });
  }).toPass();
  await page.waitFor();
  await expect(page.content.locator("[aria-current=step] h2")).toContainText("Create the new one");
  const oldId = await page.content.locator("dd code").first().innerText();
  await writeFile(join(vscode.places.folder, "deploy.yaml"), `env:\n  CLIENT_ID: "${oldId}"\n`);
  await writeFile(join(vscode.places.folder, "another.txt"), `another value: ${oldId}x\n`);
  // VS Code leaves it out of every search.
  await mkdir(join(vscode.places.folder, "node_modules"));
  await writeFile(join(vscode.places.folder, "node_modules", "copy.js"), `"${oldId}"`);
  await snap("before anything is done");

  await page.press("Create the New One");
  const now = page.content.locator("[aria-current=step] h2");
  await expect(now).toContainText("Bring its secret");
  const newId = await page.content.locator("dd code").nth(1).innerText();
  expect(newId).not.toBe(oldId);
  await expect(credentials.rowElements.filter({ hasText: CLIENT })).toHaveCount(2);
  await snap("the new one is there, and so is the old one");

  await workbench.reload();
  await credentials.open();
  await expect(credentials.row(CLIENT)).toBeVisible();
  // A VS Code in a browser does not always bring the tab back.
  await workbench.run("Keyporter: Show Rotations");
  await expect(quickInput.rows).toHaveCount(1);
  await snap("the rotations that are under way");
  await quickInput.rows.first().click();
  await page.waitFor();
  await expect(now).toContainText("Bring its secret");
  expect(await page.content.locator("dd code").allInnerTexts()).toEqual([oldId, newId]);
  await snap("after a reload");

  await page.press("Where Is the Old One Used?");
  await quickInput.waitFor(`Where “${CLIENT}” Is Used`);
  await expect(quickInput.rows).toHaveCount(1);
  await expect(quickInput.rows.first()).toContainText("deploy.yaml:2");
  await expect(quickInput.rows.first()).toContainText(oldId);
  await snap("where the old one is used");
  await quickInput.cancel();

  await page.press("It Is Where It Is Needed");
  await expect(now).toContainText("Make sure that everything uses it");
  await page.press("Everything Uses the New One");
  await expect(now).toContainText("End the old one");
  await snap("the old one can be ended");
  await page.press("Delete...");
  await expect(dialog.message).toContainText(`Delete the API client “${CLIENT}”?`);
  await snap("asked as always");
  await dialog.press("Delete");
  await expect(page.content.getByText(`only ${newId} works now`).first()).toBeVisible();
  await expect(credentials.rowElements.filter({ hasText: CLIENT })).toHaveCount(1);
  await snap("done");
  await page.press("Close This Rotation");
  await page.tab.waitFor({ state: "hidden" });
  await workbench.run("Keyporter: Show Rotations");
  await notifications.waitFor("No rotation is under way");
});

test("the key that a connection signs in with is rotated: abandoned once, then switched to the new one", async ({
  credentials,
  workbench,
  mock,
  snap,
}) => {
  test.setTimeout(240_000);
  const { dialog } = workbench;
  const secret = "Demo@83sd!f1042ds";
  const signIn = { method: "API access key", answers: ["demo_l2j4391xlw0k2ipwx5ejmdor8", secret] } as const;
  const { octaneAccepts } = truthOf(mock);
  await credentials.open();
  await addOctane(workbench, { address: mock.url, name: "Space", signIn });
  await expect(credentials.row("demo")).toBeVisible();

  await credentials.choose("demo", "Rotate Credential...");
  const page = workbench.webview("Rotate: demo");
  await page.waitFor();
  await page.press("Create the New One");
  const now = page.content.locator("[aria-current=step] h2");
  await expect(now).toContainText("Bring its secret");
  await page.press("Abandon...");
  await expect(dialog.detail).toContainText("Both work and stay");
  await snap("what there is when it is abandoned");
  // Another dialog follows at once.
  await dialog.root.getByRole("button", { name: "End the New One..." }).click();
  await expect(dialog.message).toContainText("Revoke the API access key “demo”?");
  await dialog.press("Revoke");
  await page.tab.waitFor({ state: "hidden" });
  expect(await octaneAccepts(...signIn.answers)).toBe(true);

  await workbench.run("Keyporter: Rotate Credential...");
  await workbench.quickInput.type("demo_l2j4391");
  await workbench.quickInput.rows.first().click();
  await page.waitFor();
  await page.press("Create the New One");
  await expect(now).toContainText("Bring its secret");
  const newId = await page.content.locator("dd code").nth(1).innerText();
  await page.press("It Is Where It Is Needed");
  await expect(now).toContainText("Make sure that everything uses it");
  await page.press("Everything Uses the New One");
  await expect(now).toContainText("End the old one");
  await expect(page.content.getByText("This connection itself signs in with the old one").first()).toBeVisible();
  await snap("the connection signs in with the old one");
  await page.press("Sign In with the New One");
  await expect(page.content.getByText("This connection itself signs in with the old one")).toHaveCount(0);
  await expect(page.button("Revoke...")).toBeVisible();
  await snap("it signs in with the new one");
  await page.press("Revoke...");
  await dialog.press("Revoke");
  await expect(page.content.getByText(`only ${newId} works now`).first()).toBeVisible();
  await snap("done");
  expect(await octaneAccepts(...signIn.answers)).toBe(false);
  await credentials.pressInline("Space", "Refresh");
  await expect(credentials.row("demo")).toBeVisible();
  await expect(credentials.row("Space")).not.toContainText("sign in again");
});
