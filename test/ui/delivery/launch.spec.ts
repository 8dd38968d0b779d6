import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "../harness/fixtures.ts";
import { createClient } from "./create-client.ts";

const MAIN = `
const { createHash } = require("node:crypto");
const { writeFileSync } = require("node:fs");
const { DEPLOY_BOT_CLIENT_ID: id, DEPLOY_BOT_CLIENT_SECRET: secret } = process.env;
writeFileSync("out.txt", id + " " + createHash("sha256").update(String(secret)).digest("hex"));
console.log("The program has run.");
`;

test.use({ windowSize: { width: 1400, height: 900 }, files: { "main.js": MAIN } });

test("tasks and launches ask for the secret each time, and start only where it is handed over", async ({
  credentials,
  workbench,
  vscode,
  snap,
}) => {
  test.setTimeout(240_000);
  const { quickInput, dialog, notifications, page } = workbench;
  const folder = vscode.places.folder;
  await createClient("deploy bot", credentials, workbench);
  await notifications.press("Created the API client", "Copy Secret");
  await expect.poll(() => workbench.clipboard()).toMatch(/^\w{64}$/);
  const secret = await workbench.clipboard();
  const hash = createHash("sha256").update(secret).digest("hex");

  const copyExample = async (file: string): Promise<void> => {
    await credentials.choose("deploy bot", "Deliver Secret...");
    await quickInput.rows.filter({ hasText: "Copy launch.json Example" }).click();
    await quickInput.waitFor("Copy an Example for “deploy bot”");
    await quickInput.pick(file);
    await expect(workbench.statusItem(`Copied an example for .vscode/${file}`)).toBeVisible();
    const example = await workbench.clipboard();
    expect(example).not.toContain(secret);
    await mkdir(join(folder, ".vscode"), { recursive: true });
    await writeFile(join(folder, ".vscode", file), example);
  };
  const output = (): Promise<string> => vscode.file("out.txt").catch(() => "");

  await copyExample("tasks.json");
  const pickTask = async (label: string): Promise<void> => {
    // It takes VS Code a moment to see that the file is another one.
    await expect(async () => {
      await page.keyboard.press("Escape");
      await workbench.run("Tasks: Run Task");
      await quickInput.row(label).click({ timeout: 4000 });
    }).toPass({ timeout: 60_000 });
  };
  const runTask = async (): Promise<void> => {
    await pickTask("Start with Keyporter");
    await expect(dialog.message).toContainText("Hand over the client secret of “deploy bot”?");
    await expect(dialog.detail).toContainText("in the workspace “workspace”");
  };
  await runTask();
  await snap("a task asks");
  await dialog.press("Cancel");
  await notifications.waitFor("The client secret was not handed over, so nothing was started.");
  await snap("not handed over");
  await notifications.dismiss("The client secret was not handed over");
  await runTask();
  expect(await output()).toBe("");
  await dialog.press("Hand Over");
  await expect.poll(output).toMatch(new RegExp(`^\\w{32} ${hash}$`));
  await snap("the task has run");

  await rm(join(folder, "out.txt"));
  await copyExample("launch.json");
  await workbench.run("Debug: Start Debugging");
  await expect(dialog.message).toContainText("Hand over the client secret of “deploy bot”?");
  await snap("a launch asks");
  await dialog.press("Hand Over");
  await expect.poll(output).toMatch(new RegExp(`^\\w{32} ${hash}$`));
  await workbench.run("Debug Console: Focus on Debug Console View");
  await expect(page.locator(".repl")).toContainText("The program has run.");
  await snap("the launch has run");
  await expect(page.locator(".monaco-workbench")).not.toContainText(secret);

  await writeFile(
    join(folder, ".vscode/tasks.json"),
    JSON.stringify({
      version: "2.0.0",
      tasks: [{ label: "Odd", type: "process", command: "node", args: ["${input:odd}"], problemMatcher: [] }],
      inputs: [{ id: "odd", type: "command", command: "keyporter.secret", args: { credential: "*" } }],
    }),
  );
  await pickTask("Odd");
  await notifications.waitFor("asked Keyporter for a secret in a way that it does not understand");
  await snap("an odd request");
  await expect(dialog.root).toBeHidden();
});
