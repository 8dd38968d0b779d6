import { addOctane } from "../harness/add-octane.ts";
import { expect, test } from "../harness/fixtures.ts";
import type { Theme } from "../harness/theme.ts";
import type { Workbench } from "../harness/workbench.ts";

test.use({ windowSize: { width: 1400, height: 900 } });

/** What the demo seed has: one key that expired 40 days ago, two that end in 2 and 5 days. */
const COUNTS = "1 expired, 2 expire soon";

/** A window reminds 5 s after it has opened, once its servers have answered: by now it has, or never will. */
const reminderIsOver = ({ page }: Workbench): Promise<void> => page.waitForTimeout(9000);

test("what expires is counted, told once, listed, and grouped", async ({ credentials, workbench, mock, snap }) => {
  test.setTimeout(180_000);
  await credentials.open();
  await addOctane(workbench, { address: mock.url, environment: "Production", name: "Space" });
  await expect(credentials.row("load-tests")).toContainText("Expires tomorrow");
  await expect(credentials.badge).toHaveText("3");
  await expect(workbench.statusItem(COUNTS)).toBeVisible();
  await snap("badge, status bar and coloured rows");

  await workbench.notifications.waitFor(`${COUNTS}: jira-sync, load-tests, jenkins-nightly.`);
  await snap("the reminder");
  await workbench.notifications.press(COUNTS, "Show");
  await expect(workbench.quickInput.title).toContainText("What Has Expired or Is About To");
  await expect(workbench.quickInput.rows).toContainText(["jira-sync", "load-tests", "jenkins-nightly"]);
  await snap("the list of what expires");
  await workbench.quickInput.pick("jenkins-nightly");
  const details = workbench.webview("jenkins-nightly");
  await details.waitFor();
  await expect(details.content.getByText("Expires soon").first()).toBeVisible();
  await snap("its details");

  await credentials.pressTitle("Group by Urgency");
  await expect(credentials.row("Within 7 days")).toBeVisible();
  expect((await credentials.labels()).slice(0, 5)).toEqual([
    "Expired",
    "jira-sync",
    "Within 7 days",
    "load-tests",
    "jenkins-nightly",
  ]);
  await expect(credentials.row("load-tests")).toContainText("Expires tomorrow · Space");
  await snap("grouped by urgency");
  await workbench.reload();
  await credentials.open();
  await expect(credentials.row("Within 7 days")).toBeVisible();
  await credentials.pressTitle("Group by Connection");
  await expect(credentials.row("Space")).toBeVisible();
});

test.describe("warned of a day ahead only", () => {
  test.use({ settings: { "keyporter.expiry.warnDays": 1 } });

  test("one reminder is snoozed, brought back, and never wanted again; by another measure others come", async ({
    credentials,
    workbench,
    vscode,
    mock,
    snap,
  }) => {
    test.setTimeout(180_000);
    await credentials.open();
    await addOctane(workbench, { address: mock.url, name: "Space" });
    await expect(credentials.badge).toHaveText("1");
    await expect(credentials.row("load-tests")).not.toContainText("Expires");
    const reminder = "“jira-sync” (API access key, Space) expired last month.";
    await workbench.notifications.waitFor(reminder);
    await snap("a reminder of one key");
    await workbench.notifications.press(reminder, "Snooze...");
    await workbench.quickInput.pick("For a week");
    await expect(workbench.statusItem("Reminders of jira-sync are snoozed")).toBeVisible();
    await workbench.run("Keyporter: Bring Back Reminders");
    await workbench.notifications.waitFor("come again: 1");
    await workbench.notifications.waitFor(reminder);
    await workbench.notifications.press(reminder, "Extend...");
    await workbench.webview("jira-sync").waitFor();
    await snap("extending it");
    // Without native modules this VS Code does not notice a file that others write.
    await vscode.changeSettings({ "keyporter.expiry.warnDays": 14 });
    await workbench.reload();
    await workbench.notifications.waitFor("2 expire soon: load-tests, jenkins-nightly.");
    await workbench.notifications.press("2 expire soon", "Don't Ask Again");
    await workbench.reload();
    await expect(workbench.statusItem(COUNTS)).toBeVisible({ timeout: 30_000 });
    await reminderIsOver(workbench);
    await expect(workbench.notifications.toast("expire")).toHaveCount(0);
  });
});

test("without anybody opening the view, the badge and the reminder come after the start", async ({
  credentials,
  workbench,
  vscode,
  mock,
}) => {
  test.setTimeout(180_000);
  await credentials.open();
  await addOctane(workbench, { address: mock.url, name: "Space" });
  await workbench.notifications.waitFor(COUNTS);
  await workbench.run("View: Show Explorer");
  await expect(workbench.page.locator(".part.sidebar .composite.title")).toContainText(/explorer/i);
  // VS Code in a browser keeps which view was open only every few seconds.
  await workbench.page.waitForTimeout(7000);
  mock.journal.clear();
  mock.clock.advance(2 * 86_400_000);
  await workbench.reload();
  await expect(workbench.statusItem("2 expired, 1 expires soon")).toBeVisible({ timeout: 30_000 });
  await expect(workbench.page.locator(".part.sidebar .composite.title")).toContainText(/explorer/i);
  const lists = mock.journal.entries().filter(({ path }) => path.includes("/api_accesses"));
  expect(lists).toHaveLength(1);
  // All of it was told today already.
  await reminderIsOver(workbench);
  await expect(workbench.notifications.toast("expire")).toHaveCount(0);
  expect(await vscode.log()).not.toContain("Demo-passw0rd");

  await mock.stop();
  await workbench.reload();
  await expect.poll(() => vscode.log(), { timeout: 30_000 }).toContain("unavailable");
  expect(await workbench.notifications.texts()).toEqual([]);
  await credentials.open();
  await expect(credentials.row("Space")).toContainText("can't be reached");
});

for (const theme of ["light", "hc-dark", "hc-light"] satisfies readonly Theme[]) {
  test.describe(theme, () => {
    test.use({ theme });
    test("rows of every urgency can be read", async ({ credentials, workbench, mock, snap }) => {
      test.setTimeout(180_000);
      await credentials.open();
      await addOctane(workbench, { address: mock.url, environment: "Production", name: "Space" });
      await workbench.notifications.waitFor(COUNTS);
      await snap("by connection, with the reminder");
      await workbench.run("Keyporter: Group by Urgency");
      await expect(credentials.row("Within 7 days")).toBeVisible();
      await snap("by urgency");
      await workbench.run("Keyporter: Show What Expires");
      await expect(workbench.quickInput.title).toContainText("What Has Expired");
      await snap("the list");
    });
  });
}
