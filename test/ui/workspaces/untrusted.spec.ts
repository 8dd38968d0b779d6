import { execFileSync } from "node:child_process";
import { expect, test } from "../harness/fixtures.ts";

/* What package.json declares of workspaces that nobody trusts yet: everything works there, and the workspace has no say in it. */

test.use({
  settings: {
    "security.workspace.trust.enabled": true,
    "security.workspace.trust.startupPrompt": "never",
    "files.autoSave": "off",
  },
  files: {
    "README.md": "# From somewhere\n",
    // Would take “Careful” for no name, and the mock server for none that is allowed.
    ".keyporter/policy.json": JSON.stringify({
      version: 1,
      name: "Somebody else",
      namePattern: "theirs-*",
      allowedOrigins: ["https://evil.example"],
    }),
    // All of it is the person's to set, never a workspace's.
    ".vscode/settings.json": JSON.stringify({
      "keyporter.connections": [
        { id: "theirs", name: "Theirs", service: "confidence", baseUrl: "https://evil.example" },
      ],
      "keyporter.vault.keep": "never",
      "keyporter.leakCheck": false,
    }),
  },
});

test("in a folder that is not trusted a key is created and saved as anywhere, and the folder's settings and policy count for nothing", async ({
  credentials,
  workbench,
  vscode,
  snap,
}) => {
  test.setTimeout(120_000);
  const { quickInput, notifications } = workbench;
  execFileSync("git", ["init", "-q", vscode.places.folder]);
  await expect(workbench.statusItem("Restricted Mode")).toBeVisible();

  await credentials.open();
  await expect(credentials.welcome).toBeVisible();
  await credentials.pressWelcome("Try It Offline");
  await expect(credentials.row("Admin key")).toBeVisible();
  await expect(credentials.row("Theirs")).toBeHidden();
  await credentials.pressInline("Confidence Demo", "Create");
  const form = workbench.webview("Create API Client");
  await form.waitFor();
  await expect(form.content.getByText("The policy of")).toHaveCount(0);
  await form.fill(/Display name/, "Careful");
  await form.press("Create");
  await notifications.press("Created the API client", "Save to .env...");
  await (await quickInput.atStep(1)).accept();
  await (await quickInput.atStep(2)).accept();
  await quickInput.waitFor("Save “Careful” to .env");
  await expect(quickInput.row(".env")).toBeVisible();
  await quickInput.pick(".env");
  // Git is not asked here: it would do what the folder's own configuration says.
  await notifications.waitFor("Keyporter can't tell whether git ignores this file.");
  await snap("before it is saved");
  await notifications.press("to .env?", "Save");
  await expect(workbench.statusItem("to .env")).toBeVisible();
  expect(await vscode.file(".env")).toMatch(/^CAREFUL_CLIENT_ID=\w{32}\nCAREFUL_CLIENT_SECRET=\w{64}\n$/u);
});
