import { build } from "esbuild";
import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startLighthouse, TOKEN, type Lighthouse } from "../sample-service/server.ts";
import { expect, test as base } from "./harness/fixtures.ts";

/** The sample extension as VS Code loads it, and the server that it is for. */
const test = base.extend<{ lighthouse: Lighthouse }>({
  otherExtensions: async ({}, use) => {
    const root = await mkdtemp(join(tmpdir(), "keyporter-sample-"));
    const folder = join(root, "keyporter-tests.sample-service-0.0.1");
    const from = (name: string): string => fileURLToPath(new URL(`../sample-service/${name}`, import.meta.url));
    await mkdir(folder);
    await copyFile(from("manifest.json"), join(folder, "package.json"));
    await build({
      entryPoints: [from("extension.ts")],
      outfile: join(folder, "extension.cjs"),
      bundle: true,
      platform: "node",
      format: "cjs",
      external: ["vscode"],
      logLevel: "error",
    });
    await use([folder]);
    await rm(root, { recursive: true });
  },
  lighthouse: async ({}, use) => {
    const lighthouse = await startLighthouse();
    await use(lighthouse);
    await lighthouse.stop();
  },
});

test.use({ windowSize: { width: 1400, height: 900 } });

test("a service of another extension has rows that expire, a form, the vault, and questions like our own", async ({
  vscode,
  workbench,
  credentials,
  lighthouse,
  snap,
}) => {
  test.setTimeout(240_000);
  const { quickInput, notifications } = workbench;
  await credentials.open();
  // The other extension comes a moment after ours.
  await expect(async () => {
    await workbench.run("Keyporter: Add Connection...");
    await quickInput.atStep(1);
    const isThere = (await quickInput.labels()).some(label => label.includes("Lighthouse Passes"));
    if (!isThere) await quickInput.cancel();
    expect(isThere).toBe(true);
  }).toPass({ timeout: 60_000 });
  await quickInput.pick("Lighthouse Passes");
  await quickInput.atStep(2);
  await expect(quickInput.row("Bundled mock server")).toHaveCount(0);
  await quickInput.pick("Another address...");
  await (await quickInput.atStep(3)).accept(lighthouse.url);
  await (await quickInput.atStep(4)).pick("Test");
  await (await quickInput.atStep(5)).accept("Tower");
  await (await quickInput.atStep(6)).pick("Keeper's token");
  await (await quickInput.atStep(7)).accept(TOKEN);
  await notifications.waitFor("Connected to “Tower”");
  await expect(credentials.row("Grace")).toBeVisible();

  // Expiry: the service said when it ends, the rest is ours.
  await expect(credentials.row("Ada")).toContainText(/Expires in (2|3) days/);
  await expect(credentials.badge).toHaveText("1");
  await snap("the rows of a service of another extension");

  // The form, and the vault: the server never gives the secret out again.
  await credentials.pressInline("Tower", "Create");
  const form = workbench.webview("Create Pass");
  await form.waitFor();
  await form.press("Create Pass");
  await expect(form.content.getByText("Name is required.").first()).toBeVisible();
  await form.fill(/^Name/, "Katherine");
  await snap("the form of a service of another extension");
  await form.press("Create Pass");
  await notifications.waitFor("Created the pass “Katherine”.");
  await expect(credentials.row("Katherine")).toBeVisible();
  await credentials.row("Katherine").click();
  const details = workbench.webview("Katherine");
  await details.waitFor();
  await details.press("Copy the secret");
  await expect.poll(() => workbench.clipboard()).toMatch(/^\S{24}$/);
  const secret = await workbench.clipboard();
  expect(lighthouse.letsIn("Katherine", secret)).toBe(true);
  await snap("the details of a service of another extension");

  // Questions before something ends.
  await credentials.choose("Grace", "Revoke Credential...");
  await expect(workbench.dialog.root).toContainText("Whoever has it stays at the foot of the tower.");
  await workbench.dialog.press("Revoke");
  await expect(credentials.row("Grace")).toContainText("Revoked");

  const log = await vscode.log();
  expect(log).toContain(`POST ${lighthouse.url}/passes 200`);
  for (const hidden of [secret, TOKEN]) expect(log).not.toContain(hidden);
});
