import { addOctane } from "../harness/add-octane.ts";
import { expect, test } from "../harness/fixtures.ts";

test.use({ windowSize: { width: 1400, height: 900 } });

test("all keys are exported, an unreachable connection is not left out, and what was done is in the journal", async ({
  credentials,
  workbench,
  vscode,
  mock,
  snap,
}) => {
  test.setTimeout(180_000);
  const { quickInput, notifications } = workbench;
  await credentials.open();
  await addOctane(workbench, { address: mock.url, name: "Space" });
  await expect(credentials.row("myKey03")).toBeVisible();

  await credentials.choose("quality-gate", "Revoke Credential...");
  await workbench.dialog.press("Revoke");
  await expect(credentials.row("quality-gate")).toContainText("Revoked");
  mock.faults.add({ method: "PUT", times: 1, effect: { status: 403 } });
  await credentials.choose("load-tests", "Revoke Credential...");
  await workbench.dialog.press("Revoke");
  await expect(credentials.row("load-tests")).not.toContainText("Revoked");
  await workbench.run("Keyporter: Show Activity");
  const lines = workbench.page.locator(".editor-instance .view-line");
  await expect(lines.filter({ hasText: /Done\s+Revoke\s+“quality-gate”\s+\(\d+\)\s+Space\s+\(Test\)/ })).toHaveCount(1);
  await expect(lines.filter({ hasText: /Failed\s+Revoke\s+“load-tests”/ })).toHaveCount(1);
  await snap("the journal");
  await credentials.choose("gitlab-runner", "Revoke Credential...");
  await workbench.dialog.press("Revoke");
  await expect(lines.filter({ hasText: /Done\s+Revoke\s+“gitlab-runner”/ })).toHaveCount(1);
  await snap("the journal follows");

  await workbench.run("Keyporter: Export Inventory...");
  await quickInput.pick("CSV");
  await expect(quickInput.input).toHaveValue(/keyporter-inventory\.csv$/);
  await snap("where to save it");
  await quickInput.accept();
  await notifications.waitFor("Exported credentials: 10.");
  const csv = await vscode.file("keyporter-inventory.csv");
  expect(csv.split("\r\n")).toHaveLength(12);
  expect(csv).toMatch(/Space,Octane,Test,127\.0\.0\.1:\d+,API access key,jira-sync,1005,jira-sync_\w+,Expired,/);
  await notifications.press("Exported credentials: 10.", "Open");
  // An editor that opens takes the focus, and with it the palette.
  await expect.poll(async () => (await workbench.tabs()).join(" ")).toContain("keyporter-inventory");

  await mock.stop();
  await workbench.run("Keyporter: Export Inventory...");
  await quickInput.pick("Markdown");
  await expect(quickInput.input).toHaveValue(/keyporter-inventory\.md$/);
  await quickInput.accept();
  await notifications.waitFor("Not complete. These connections could not be read: Space.");
  expect(await vscode.file("keyporter-inventory.md")).toContain("Could not be read");

  await workbench.run("Keyporter: Clear Activity...");
  await workbench.dialog.press("Clear");
  await workbench.run("Keyporter: Show Activity");
  await expect(lines.filter({ hasText: /Nothing\s+yet/ })).toHaveCount(1);
});
