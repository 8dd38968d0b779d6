import type { Locator } from "@playwright/test";
import { expect, test } from "../harness/fixtures.ts";

/* Nothing here touches a mouse: no click, no hover. */

test.use({ windowSize: { width: 1280, height: 820 } });

test("a key is created, revealed and deleted without a mouse, and the focus comes back to the list", async ({
  credentials,
  workbench,
  vscode,
  snap,
}) => {
  test.setTimeout(180_000);
  const { page, quickInput, dialog, notifications } = workbench;
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const command = async (title: string): Promise<void> => {
    await press("F1");
    await expect(quickInput.input).toHaveValue(/^>/u);
    await page.keyboard.type(title);
    await expect(quickInput.rows.first()).toContainText(title);
    await press("Enter");
  };
  const focusedList = credentials.root.locator(".monaco-list:focus-within");
  const focusedRow = focusedList.locator(".monaco-list-row.focused .label-name");
  /** In the list, VS Code finds a row by the beginning of its name, as long as the letters come one soon after the other. */
  const find = (label: string): Promise<void> =>
    expect(async () => {
      // A page that has just opened may take the focus back.
      await command("Keyporter: Focus on Credentials View");
      await expect(focusedList).toBeVisible({ timeout: 3000 });
      await press("Home");
      await page.keyboard.type(label.slice(0, 4));
      await expect(focusedRow).toHaveText(label, { timeout: 2000 });
    }).toPass({ timeout: 60_000 });
  /** Goes through a page until it is there. */
  const tabTo = async (what: Locator): Promise<void> => {
    for (let presses = 0; presses < 20; presses += 1) {
      if (await what.evaluate(element => element === document.activeElement)) return;
      await press("Tab");
    }
    throw new Error("The key Tab does not lead there.");
  };

  await command("Keyporter: Focus on Credentials View");
  await expect(credentials.welcome).toBeVisible();
  await command("Keyporter: Try It Offline");
  for (const label of ["My API Client", "quality-gate", "Admin key"])
    await expect(credentials.row(label)).toBeVisible({ timeout: 40_000 });
  await find("Terraform");
  await snap("found by typing");

  await press("Control+f");
  await quickInput.waitFor("Filter Credentials");
  await press("Escape");
  await expect(focusedRow).toHaveText("Terraform");

  // Two in a row. A key offers all that are selected.
  await press("Shift+ArrowDown", "Shift+ArrowDown");
  await press("Control+c");
  await quickInput.waitFor("Copy Client ID");
  await expect(quickInput.rows.first()).toContainText("The 2 that are selected");
  await snap("what is selected is offered first");
  await press("Enter");
  await expect.poll(async () => (await workbench.clipboard()).split("\n").length).toBe(2);

  await command("Keyporter: Focus on Credentials View");
  await press("Control+Alt+n");
  await quickInput.waitFor("Create");
  await page.keyboard.type("Confidence");
  await expect(quickInput.rows.first()).toContainText("Confidence Demo");
  await press("Enter");
  const form = workbench.webview("Create API Client");
  await form.waitFor();
  await expect(form.field(/Display name/)).toBeFocused();
  await page.keyboard.type("Handmade");
  await press("Control+Enter");
  await notifications.waitFor("Created the API client");
  const details = workbench.webview("Handmade");
  await details.waitFor();
  await snap("created");

  await find("Handmade");
  await press("Enter");
  await details.waitFor();
  await tabTo(details.button(/^Reveal/));
  await press("Enter");
  await expect(details.content.getByRole("timer")).toContainText("Hidden again in");
  await press("Enter");
  await expect(details.button(/^Reveal/)).toBeVisible();

  await find("Handmade");
  await press("Delete");
  await quickInput.waitFor("Delete");
  await expect(quickInput.rows.and(page.locator(".focused"))).toContainText("Handmade");
  await press("Enter");
  await expect(dialog.message).toContainText("Handmade");
  await snap("asked before it is deleted");
  await press("Enter");
  await expect(credentials.row("Handmade")).toBeHidden();
  await expect.poll(() => vscode.log()).toMatch(/DELETE \S+ 200/u);
  // Its row is gone, and with it what was focused; the next key goes on in the list.
  await press("ArrowDown");
  await expect(focusedRow).toBeVisible();
  await snap("deleted, and back in the list");
});

test("leaving a form that the tree opened leads back to the tree", async ({ credentials, workbench, snap }) => {
  await credentials.open();
  await credentials.pressWelcome("Try It Offline");
  await expect(credentials.row("Admin key")).toBeVisible({ timeout: 40_000 });
  await workbench.run("File: New Untitled Text File");
  await credentials.select("Confidence Demo");
  await workbench.page.keyboard.press("Shift+F10");
  await credentials.pressMenu("Create API Client or Access Key...");
  const form = workbench.webview("Create API Client");
  await form.waitFor();
  await snap("a form that the tree opened");
  await form.press("Cancel");
  await form.tab.waitFor({ state: "hidden" });
  await expect(credentials.root.locator(".monaco-list:focus-within .monaco-list-row.focused .label-name")).toHaveText(
    "Confidence Demo",
  );
});
