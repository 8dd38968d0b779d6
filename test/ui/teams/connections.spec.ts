import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addConfidence, demoClient } from "../harness/add-connection.ts";
import { addOctane } from "../harness/add-octane.ts";
import { CredentialsView } from "../harness/credentials-view.ts";
import { expect, test } from "../harness/fixtures.ts";
import { screenshotsOf } from "../harness/screenshots.ts";
import { VsCode } from "../harness/vscode.ts";
import { Workbench } from "../harness/workbench.ts";

const FILE = "team.keyporter-connections.json";

test.use({ windowSize: { width: 1400, height: 900 } });

test("connections go from one profile to another in a file without a secret, and are signed in to there", async ({
  vscode,
  workbench,
  credentials,
  mock,
  theme,
}, info) => {
  test.setTimeout(240_000);
  const { quickInput, notifications } = workbench;
  let { page } = vscode;
  const snap = screenshotsOf(() => page, info);
  await credentials.open();
  await addOctane(workbench, { address: mock.url, name: "Space" });
  await addConfidence(workbench, { address: mock.url, name: "Flags", environment: "Test", signIn: demoClient });
  await workbench.run("Keyporter: Export Connections...");
  await expect(quickInput.input).toHaveAttribute("placeholder", /What signs in there is never exported/);
  await expect(quickInput.rows).toHaveCount(2);
  await snap("which connections");
  await quickInput.accept();
  // A program's name goes along, a person's does not unless it is ticked.
  await expect(quickInput.row("admin@keyporter.example").getByRole("checkbox")).not.toBeChecked();
  await expect(quickInput.row("demo-confidence-client").getByRole("checkbox")).toBeChecked();
  await snap("which names");
  await quickInput.accept();
  await expect(quickInput.input).toHaveValue(/team\.keyporter-connections\.json$/);
  await quickInput.accept();
  await notifications.waitFor("Exported connections: 2. There is no secret in the file.");
  const text = await vscode.file(FILE);
  expect(text).toContain("demo-confidence-client");
  for (const secret of ["Demo-passw0rd", "demo-confidence-secret", "admin@keyporter.example"])
    expect(text).not.toContain(secret);

  const root = await mkdtemp(join(tmpdir(), "keyporter-ui-second-"));
  const another = await VsCode.start(root, {
    theme,
    settings: {},
    files: { [FILE]: text },
    workspaceFile: undefined,
    otherExtensions: [],
    language: "en",
    width: 1400,
    height: 900,
  });
  try {
    const there = new Workbench(another.page);
    const tree = new CredentialsView(another.page);
    ({ page } = another);
    await tree.open();
    await there.run("Keyporter: Import Connections...");
    await there.quickInput.chooseFile(join(another.places.folder, FILE));
    await expect(there.quickInput.input).toHaveAttribute("placeholder", /Which of these do you want/);
    await expect(there.quickInput.rows.first()).toContainText(`${mock.url} · Test`);
    await snap("what the file holds");
    await there.quickInput.accept();
    await expect(there.dialog.detail).toContainText(`Space: ${mock.url} · Test`);
    await expect(there.dialog.detail).toContainText(`Flags: ${mock.url} · Test`);
    await snap("the question that names the servers");
    await there.dialog.press("Import");
    await there.quickInput.waitFor("Sign In: Space");
    await there.quickInput.pick("User and password");
    await (await there.quickInput.atStep(2)).accept("admin@keyporter.example");
    await (await there.quickInput.atStep(3)).accept("Demo-passw0rd");
    // The next one's client ID is filled in already.
    await there.quickInput.waitFor("Sign In: Flags");
    await there.quickInput.pick("Client ID and client secret");
    await there.quickInput.atStep(2);
    await expect(there.quickInput.input).toHaveValue("demo-confidence-client");
    await there.quickInput.accept();
    await (await there.quickInput.atStep(3)).accept("demo-confidence-secret");
    await there.notifications.waitFor("Connected to “Flags”");
    await expect(tree.row("myKey03").first()).toBeVisible();
    await expect(tree.row("Checkout CI")).toBeVisible();
    await snap("imported and signed in");

    await there.run("Keyporter: Import Connections...");
    await there.quickInput.chooseFile(join(another.places.folder, FILE));
    await there.notifications.waitFor("There is nothing in the file to import. Here already: 2.");
  } finally {
    await another.stop();
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
});
