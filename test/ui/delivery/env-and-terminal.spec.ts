import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "../harness/fixtures.ts";
import type { VsCode } from "../harness/vscode.ts";
import { Workbench } from "../harness/workbench.ts";
import { beginSaveToEnv } from "./begin-save-to-env.ts";
import { createClient } from "./create-client.ts";
import { keptByBrowser } from "./kept-by-browser.ts";

const ENV =
  "# The nightly job; ask the platform team\r\nexport LOG_LEVEL = debug # or info\r\nOLD_SECRET='do not touch'\r\n";

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

test.use({
  windowSize: { width: 1400, height: 900 },
  files: { ".env": ENV, ".env.example": "A=\n", ".gitignore": "dist\n", "main.js": 'console.log("started");\n' },
  // VS Code in a browser saves by itself after a moment.
  settings: { "files.autoSave": "off" },
});

/** Types into a new terminal and waits for what the command wrote into a file of the workspace. */
async function inTerminal(command: string, { page }: Workbench, vscode: VsCode): Promise<string> {
  await page.locator(".terminal-wrapper.active .xterm-screen").click();
  await page.keyboard.type(`(${command}) > out.tmp && mv out.tmp out.txt\n`);
  let output = "";
  await expect(async () => {
    output = await vscode.file("out.txt");
  }).toPass();
  return output.trim();
}

test("an API client's halves get into .env and into a terminal, and nowhere else", async ({
  credentials,
  workbench,
  vscode,
  snap,
}) => {
  test.setTimeout(180_000);
  const { quickInput, notifications, dialog } = workbench;
  execFileSync("git", ["init", "-q", vscode.places.folder]);
  await createClient("Nightly sync", credentials, workbench);
  await snap("created");
  await notifications.press("Created the API client", "Save to .env...");

  await quickInput.waitFor("Variables for “Nightly sync” (1/2)");
  await expect(quickInput.input).toHaveValue("NIGHTLY_SYNC_CLIENT_ID");
  await snap("what the client ID is called");
  await quickInput.accept();
  await quickInput.waitFor("(2/2)");
  await quickInput.accept("NIGHTLY SECRET");
  await expect(quickInput.message).toContainText("Letters, digits and _");
  await quickInput.accept("NIGHTLY_SECRET");
  await quickInput.waitFor("Save “Nightly sync” to .env");
  await expect(quickInput.row(".env")).toBeVisible();
  await expect(quickInput.rows.filter({ hasText: "example" })).toHaveCount(0);
  await snap("which file");
  await quickInput.pick(".env");

  await expect(dialog.message).toContainText("Git does not ignore “.env”");
  await snap("git does not ignore it");
  await dialog.press("Add to .gitignore...");
  await notifications.waitFor("Add this line to .gitignore?");
  await snap("the line for .gitignore");
  expect(await vscode.file(".gitignore")).toBe("dist\n");
  await notifications.press("Add this line", "Add");
  await expect.poll(() => vscode.file(".gitignore")).toBe("dist\n/.env\n");

  await notifications.waitFor("Save the client ID and the client secret of “Nightly sync” to .env?");
  const diff = workbench.page.locator(".monaco-diff-editor");
  await expect(diff).toContainText("NIGHTLY_SECRET=•••••••• (new)");
  await expect(diff).not.toContainText("do not touch");
  await snap("the change, values hidden");
  expect(await vscode.file(".env")).toBe(ENV);
  // The tab's own button does the same as the message's.
  await workbench.page.locator(".editor-actions .action-label[aria-label^='Save This Change']").click();
  await expect(workbench.statusItem("Saved NIGHTLY_SYNC_CLIENT_ID, NIGHTLY_SECRET to .env")).toBeVisible();
  await expect(diff).toBeHidden();
  await expect(notifications.toast("to .env?")).toBeHidden();
  await snap("saved");

  const written = await vscode.file(".env");
  expect(written.startsWith(ENV)).toBe(true);
  const match = /^NIGHTLY_SYNC_CLIENT_ID=(\w{32})\r\nNIGHTLY_SECRET=(\w{64})\r\n$/.exec(written.slice(ENV.length));
  const [, clientId = "", secret = ""] = match ?? [];
  expect(match).not.toBeNull();

  await credentials.choose("Nightly sync", "Deliver Secret...");
  await quickInput.waitFor("Deliver the Secret of “Nightly sync”");
  await snap("where it can go");
  await quickInput.rows.filter({ hasText: "Use in Terminals" }).click();
  await expect(dialog.message).toContainText("VS Code saves open terminals with their variables");
  await snap("how terminals are saved");
  await dialog.press("Never Save Terminals");
  await notifications.waitFor("New terminals have NIGHTLY_SYNC_CLIENT_ID, NIGHTLY_SECRET");
  await snap("for new terminals");
  await notifications.press("New terminals have", "New Terminal");
  await workbench.page.locator(".terminal-wrapper.active .xterm-screen").waitFor();
  expect(
    await inTerminal(
      'printf "%s " "$NIGHTLY_SYNC_CLIENT_ID"; printf %s "$NIGHTLY_SECRET" | sha256sum',
      workbench,
      vscode,
    ),
  ).toBe(`${clientId} ${hash(secret)}  -`);
  await snap("a terminal that has both");

  await workbench.run("Keyporter: Terminal Variables...");
  await expect(quickInput.row("NIGHTLY_SECRET")).toBeVisible();
  await snap("terminal variables");
  await quickInput.row("NIGHTLY_SECRET").hover();
  await quickInput.row("NIGHTLY_SECRET").locator(".action-label[aria-label='Remove']").click();
  await expect(quickInput.row("NIGHTLY_SECRET")).toBeHidden();
  await quickInput.cancel();
  await workbench.page.locator(".panel .single-terminal-tab").hover();
  const hover = workbench.page.locator(".workbench-hover-container:visible, .monaco-hover:visible").last();
  await expect(hover).toContainText("Keyporter sets NIGHTLY_SYNC_CLIENT_ID.");
  await snap("a terminal that has more than new ones get");
  await workbench.run("Keyporter: Terminal Variables...");
  await quickInput.rows.filter({ hasText: "Clear All" }).click();
  await workbench.run("Keyporter: Terminal Variables...");
  await notifications.waitFor("Keyporter sets no variables in terminals");

  expect(await vscode.settings()).toMatchObject({ "terminal.integrated.persistentSessionReviveProcess": "never" });
  expect(JSON.stringify(await vscode.settings())).not.toContain(secret);
  expect(await vscode.log()).not.toContain(secret);
  await vscode.restartWindow();
  await new Workbench(vscode.page).statusBar.waitFor();
  const kept = await keptByBrowser(vscode.page);
  expect(kept).toContain("keyporter");
  expect(kept).not.toContain(secret);
  const found = grep(secret, vscode);
  // That it finds what the person put there shows that it looks.
  expect(found.filter(path => path.endsWith("workspace/.env"))).toHaveLength(1);
  expect(found.filter(path => !/workspace\/\.env$|\/mock\.json(\.bak)?$/.test(path))).toEqual([]);
});

/** Files below the VS Code's folder that hold a text. */
function grep(text: string, { places }: VsCode): readonly string[] {
  // It ends with 2 where a file vanishes under a running VS Code; what it found counts all the same.
  const { stdout } = spawnSync("grep", ["-rlaF", "--", text, places.root], { encoding: "utf8" });
  return stdout.trim().split("\n");
}

test("a file with unsaved changes, a link out of the workspace, and a change of mind: nothing is written", async ({
  credentials,
  workbench,
  vscode,
  snap,
}) => {
  test.setTimeout(180_000);
  const { quickInput, notifications, dialog } = workbench;
  const outside = join(vscode.places.root, "outside.env");
  await writeFile(outside, "");
  await symlink(outside, join(vscode.places.folder, ".env.link"));
  await createClient("Careful", credentials, workbench);

  const start = (file: string): Promise<void> => beginSaveToEnv(workbench, credentials, "Careful", file);

  await start(".env.link");
  await expect(dialog.message).toContainText("“.env.link” is a link that leads out of this workspace");
  await expect(dialog.detail).toContainText(outside);
  await snap("a link that leads elsewhere");
  await dialog.press("Cancel");
  expect(await vscode.file(".env.link")).toBe("");

  await start(".env");
  await notifications.waitFor("to .env?");
  await notifications.press("to .env?", "Cancel");
  await expect(workbench.page.locator(".monaco-diff-editor")).toBeHidden();
  expect(await vscode.file(".env")).toBe(ENV);

  // Changed by somebody else while it is looked at.
  await start(".env");
  await notifications.waitFor("to .env?");
  await writeFile(join(vscode.places.folder, ".env"), "A=1\n");
  await notifications.press("to .env?", "Save");
  await notifications.waitFor("has changed since the preview was made");
  expect(await vscode.file(".env")).toBe("A=1\n");

  await workbench.page.keyboard.press("F1");
  await quickInput.type(".env.link");
  await quickInput.pick(".env.link");
  await workbench.page.locator(".monaco-editor .view-lines").first().click();
  await workbench.page.keyboard.type("X=1");
  await start(".env.link");
  await dialog.press("Write There");
  await notifications.waitFor("open with unsaved changes");
  await snap("unsaved changes");
  expect(await vscode.file(".env.link")).toBe("");
});
