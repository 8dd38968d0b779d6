import type { Locator } from "@playwright/test";
import { expect, test } from "../harness/fixtures.ts";

const MOST_CLICKS = 10;
const MOST_SECONDS = 120;

/** Does what a hand does, and counts it. Enter on what is offered counts as a click, typing a name does not. */
function hand() {
  let count = 0;
  return {
    get count() {
      return count;
    },
    async click(what: Locator): Promise<void> {
      count += 1;
      await what.click();
    },
    async enter(where: Locator): Promise<void> {
      count += 1;
      await where.press("Enter");
    },
  };
}

test.use({ windowSize: { width: 1280, height: 820 }, settings: { "files.autoSave": "off" } });

test("a newcomer has a secret where it is needed in under two minutes and ten clicks", async ({
  vscode,
  credentials,
  workbench,
  snap,
}, info) => {
  const { quickInput, notifications, page } = workbench;
  const person = hand();
  const click = (what: Locator): Promise<void> => person.click(what);
  const enter = (where: Locator): Promise<void> => person.enter(where);
  await snap("VS Code with Keyporter installed");
  const begun = Date.now();

  await click(page.locator(".activitybar [aria-label^='Keyporter']").first());
  await expect(credentials.welcome).toBeVisible();
  await snap("what Keyporter says first");
  await click(credentials.welcome.getByRole("button", { name: "Try It Offline" }));
  // A person waits until the list stands still, too.
  for (const label of ["My API Client", "quality-gate", "Admin key"])
    await expect(credentials.row(label)).toBeVisible();
  await snap("three services, without a network");

  const connection = credentials.row("Confidence Demo");
  await connection.hover();
  await click(connection.locator(".actions .action-label[aria-label^='Create']"));
  const form = workbench.webview("Create API Client");
  await form.waitFor();
  await form.fill(/Display name/, "Nightly sync");
  await snap("the form");
  await click(form.button("Create"));

  const message = notifications.toast("Created the API client");
  await expect(message).toBeVisible();
  await snap("created");
  await click(message.getByRole("button", { name: "Save to .env..." }));
  await quickInput.waitFor("(1/2)");
  await snap("what the variables are called");
  await enter(quickInput.input);
  await quickInput.waitFor("(2/2)");
  await enter(quickInput.input);
  await quickInput.waitFor("Save “Nightly sync” to .env");
  await expect(quickInput.row(".env")).toBeVisible();
  await snap("which file");
  await enter(quickInput.input);
  const question = notifications.toast("to .env?");
  await expect(question).toBeVisible();
  await snap("the change, values hidden");
  await click(question.getByRole("button", { name: "Save", exact: true }));
  await expect(workbench.statusItem("to .env")).toBeVisible();
  const seconds = (Date.now() - begun) / 1000;
  await snap("delivered");

  expect(await vscode.file(".env")).toMatch(/^NIGHTLY_SYNC_CLIENT_ID=\w{32}\nNIGHTLY_SYNC_CLIENT_SECRET=\w{64}\n$/);
  const clicks = person.count;
  const words = `${clicks} clicks, ${seconds.toFixed(1)} s without reading and thinking`;
  info.annotations.push({ type: "newcomer", description: words });
  console.log(`A newcomer's run: ${words}`);
  expect(clicks).toBeLessThan(MOST_CLICKS);
  expect(seconds).toBeLessThan(MOST_SECONDS);
});
