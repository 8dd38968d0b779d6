import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base } from "../harness/fixtures.ts";

/* What package.json declares of workspaces whose files are on no disk: everything works there. */

const test = base.extend({
  otherExtensions: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "keyporter-virtual-"));
    const extension = join(folder, "test.notes-in-memory-1.0.0");
    await cp(join(import.meta.dirname, "notes-in-memory"), extension, { recursive: true });
    await use([extension]);
    await rm(folder, { recursive: true, force: true });
  },
});

test.use({
  workspaceFile: "notes.code-workspace",
  settings: { "files.autoSave": "off" },
  files: { "notes.code-workspace": JSON.stringify({ folders: [{ uri: "notes:/", name: "Notes" }] }) },
});

test("in a virtual workspace a key is created and saved to its .env, though its files can't be searched", async ({
  credentials,
  workbench,
  vscode,
  snap,
}) => {
  test.setTimeout(120_000);
  const { quickInput, notifications, page } = workbench;
  await expect(page.locator(".explorer-folders-view")).toContainText("README.md");
  await credentials.open();
  await credentials.pressWelcome("Try It Offline");
  await expect(credentials.row("Admin key")).toBeVisible();
  await credentials.pressInline("Confidence Demo", "Create");
  const form = workbench.webview("Create API Client");
  await form.waitFor();
  await form.fill(/Display name/, "Nowhere");
  await form.press("Create");
  await notifications.press("Created the API client", "Save to .env...");
  await (await quickInput.atStep(1)).accept();
  await (await quickInput.atStep(2)).accept();
  await quickInput.waitFor("Save “Nowhere” to .env");
  await quickInput.pick(".env");
  await notifications.press("to .env?", "Save");
  await expect(workbench.statusItem("to .env")).toBeVisible();
  await snap("saved where there is no disk");
  await workbench.run("View: Show Explorer");
  await expect(page.locator(".explorer-folders-view")).toContainText(".env");
  // The mock server's data is the window's, not the workspace's: it is on the disk all the same.
  const stored = await readdir(join(vscode.places.userData, "User/workspaceStorage"), { recursive: true });
  expect(stored.filter(name => name.endsWith("keyporter.keyporter/mock.json"))).toHaveLength(1);
});
