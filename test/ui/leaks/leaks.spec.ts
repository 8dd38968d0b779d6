import type { Locator } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "../delivery/create-client.ts";
import { expect, test } from "../harness/fixtures.ts";
import type { Workbench } from "../harness/workbench.ts";

test.use({
  windowSize: { width: 1400, height: 900 },
  files: { "README.md": "# A project\n", ".gitignore": "dist\n", "main.js": 'console.log("started");\n' },
  settings: { "files.autoSave": "off" },
});

const problem = ({ page }: Workbench, text: string): Locator =>
  page.locator(".markers-panel .monaco-list-row", { hasText: text });

async function openFile(name: string, { page, quickInput }: Workbench): Promise<void> {
  await page.keyboard.press("F1");
  await quickInput.type(name);
  await quickInput.row(name).first().click();
  await expect(page.locator(".tabs-container .tab.active")).toContainText(name);
}

/** Goes to a problem by its row in the list, and asks for a quick fix there. */
async function quickFix(found: Locator, title: string, { page }: Workbench): Promise<void> {
  const fix = page.locator(".action-widget .monaco-list-row", { hasText: title });
  await expect(async () => {
    await page.keyboard.press("Escape");
    await found.click({ timeout: 3000 });
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+.");
    // VS Code 1.110 takes no click there before the mouse has moved.
    await fix.first().hover({ timeout: 4000, force: true });
    await fix.first().click({ timeout: 4000 });
  }).toPass({ timeout: 60_000 });
}

test("a planted copy is found and moved to .env, another one after the value is gone; each warning ends with its fix", async ({
  credentials,
  workbench,
  vscode,
  snap,
}) => {
  test.setTimeout(240_000);
  const { quickInput, notifications, dialog } = workbench;
  const folder = vscode.places.folder;
  execFileSync("git", ["init", "-q", folder]);
  await createClient("Nightly sync", credentials, workbench);
  await notifications.press("Created the API client", "Copy Secret");
  await expect.poll(() => workbench.clipboard()).toMatch(/^\w{64}$/);
  const secret = await workbench.clipboard();

  await workbench.run("Keyporter: Check Workspace for Leaked Secrets");
  await notifications.waitFor("No secret that Keyporter knows stands in the");
  await snap("nothing there yet");
  await notifications.dismiss("No secret that Keyporter knows");

  const source = (key: string): string => `// Für später\r\nconst id = 1, key = ${key};\r\nconsole.log(key);\r\n`;
  await writeFile(join(folder, "main.js"), source(`"${secret}"`));
  await workbench.run("Problems: Focus on Problems View");
  await openFile("main.js", workbench);
  const inPlain = problem(workbench, "stands here in plain");
  await expect(inPlain).toHaveCount(1);
  await expect(inPlain).toContainText("The client secret of “Nightly sync” (");
  await expect(inPlain).toContainText("Ln 2, Col 22");
  await snap("a copy is warned of when its file is opened");

  await quickFix(inPlain, "Move the client secret of “Nightly sync” to .env...", workbench);
  await quickInput.waitFor("(1/2)");
  await quickInput.accept();
  await quickInput.waitFor("(2/2)");
  await quickInput.accept();
  await quickInput.waitFor("Save “Nightly sync” to .env");
  await quickInput.pick(".env");
  await expect(dialog.message).toContainText("Git does not ignore “.env”");
  await dialog.press("Save Anyway");
  await notifications.press("Save the client ID and the client secret of “Nightly sync” to .env?", "Save");
  await notifications.waitFor("Replace the client secret of “Nightly sync” in main.js");
  const diff = workbench.page.locator(".monaco-diff-editor");
  await expect(diff).toContainText("process.env.NIGHTLY_SYNC_CLIENT_SECRET");
  await expect(diff).toContainText("••••••••");
  await expect(diff).not.toContainText(secret);
  await snap("the change, the secret hidden");
  expect(await vscode.file("main.js")).toBe(source(`"${secret}"`));
  await notifications.press("Replace the client secret", "Replace");
  await expect.poll(() => vscode.file("main.js")).toBe(source("process.env.NIGHTLY_SYNC_CLIENT_SECRET"));
  expect(await vscode.file(".env")).toContain(secret);
  await expect(inPlain).toHaveCount(0);
  await snap("moved, and no warning left");

  // Only a fingerprint is left of it now.
  await writeFile(join(folder, "notes.md"), `# Notes\n\nThe key is ${secret}, do not tell.\n`);
  await workbench.run("Keyporter: Check Workspace for Leaked Secrets");
  await notifications.waitFor("Secrets stand in plain. Places: 2, files: 2.");
  await snap("found by its fingerprint, and an .env file that git would take along");
  await notifications.press("Secrets stand in plain", "Show Problems");
  const unhidden = problem(workbench, "git does not ignore this file");
  await expect(unhidden).toHaveCount(1);
  await expect(inPlain).toHaveCount(1);

  await quickFix(unhidden, "Add this file to .gitignore...", workbench);
  await notifications.press("Add this line to .gitignore?", "Add");
  await expect.poll(() => vscode.file(".gitignore")).toBe("dist\n/.env\n");
  await expect(unhidden).toHaveCount(0);

  await quickFix(inPlain, "Rotate “Nightly sync”...", workbench);
  await workbench.webview("Rotate: Nightly sync").waitFor();
  await snap("rotated from a warning");
  await quickFix(inPlain, "Not a secret any more", workbench);
  await expect(inPlain).toHaveCount(0);
  expect(await vscode.log()).not.toContain(secret);
  await workbench.run("Keyporter: Check Workspace for Leaked Secrets");
  await notifications.waitFor("Keyporter knows no secret yet");
  await snap("forgotten");
});

test("switched off, nothing is warned of", async ({ credentials, workbench, vscode }) => {
  test.setTimeout(120_000);
  await createClient("Quiet", credentials, workbench);
  await workbench.notifications.press("Created the API client", "Copy Secret");
  await expect.poll(() => workbench.clipboard()).toMatch(/^\w{64}$/);
  await writeFile(join(vscode.places.folder, "main.js"), `const key = "${await workbench.clipboard()}";\n`);
  await workbench.run("Problems: Focus on Problems View");
  await openFile("main.js", workbench);
  await expect(problem(workbench, "stands here in plain")).toHaveCount(1);
  // This VS Code does not notice settings that others write, so they are changed as a person does.
  await workbench.run("Preferences: Open Settings (UI)");
  await workbench.page.locator(".settings-editor .settings-header .monaco-editor").first().click();
  await workbench.page.keyboard.type("keyporter.leakCheck");
  const checkbox = workbench.page.locator(".settings-editor .setting-value-checkbox").first();
  await expect(workbench.page.locator(".settings-editor .setting-item-label", { hasText: "Leak Check" })).toBeVisible();
  await checkbox.click();
  await expect(problem(workbench, "stands here in plain")).toHaveCount(0);
  await checkbox.click();
  await expect(problem(workbench, "stands here in plain")).toHaveCount(1);
});
