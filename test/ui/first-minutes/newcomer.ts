import type { Locator } from "@playwright/test";
import type { CredentialsView } from "../harness/credentials-view.ts";
import { expect } from "../harness/fixtures.ts";
import type { Workbench } from "../harness/workbench.ts";

/** The moments of a newcomer's run, in their order. */
export const moments = [
  "VS Code with Keyporter installed",
  "what Keyporter says first",
  "three services, without a network",
  "the form",
  "created",
  "what the variables are called",
  "which file",
  "the change, values hidden",
  "delivered",
] as const;

export type Moment = (typeof moments)[number];

export interface Run {
  readonly clicks: number;
  /** Without reading and thinking. */
  readonly seconds: number;
}

/** What a run may take at most. */
export const CLICKS = 10;
export const SECONDS = 120;

/** What the run puts into .env. */
export const delivered = /^NIGHTLY_SYNC_CLIENT_ID=\w{32}\nNIGHTLY_SYNC_CLIENT_SECRET=\w{64}\n$/;

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

/** From a VS Code that has just been opened to a new client's secret in .env. */
export async function deliverASecret(
  credentials: CredentialsView,
  workbench: Workbench,
  snap: (moment: Moment) => Promise<void>,
): Promise<Run> {
  const { quickInput, notifications, page } = workbench;
  const person = hand();
  await snap("VS Code with Keyporter installed");
  const begun = Date.now();

  await person.click(page.locator(".activitybar [aria-label^='Keyporter']").first());
  await expect(credentials.welcome).toBeVisible();
  await snap("what Keyporter says first");
  await person.click(credentials.welcome.getByRole("button", { name: "Try It Offline" }));
  // A person waits until the list stands still, too.
  for (const label of ["My API Client", "quality-gate", "Admin key"])
    await expect(credentials.row(label)).toBeVisible();
  await snap("three services, without a network");

  const connection = credentials.row("Confidence Demo");
  await connection.hover();
  await person.click(connection.locator(".actions .action-label[aria-label^='Create']"));
  const form = workbench.webview("Create API Client");
  await form.waitFor();
  await form.fill(/Display name/, "Nightly sync");
  await snap("the form");
  await person.click(form.button("Create"));

  const message = notifications.toast("Created the API client");
  await expect(message).toBeVisible();
  await snap("created");
  await person.click(message.getByRole("button", { name: "Save to .env..." }));
  await quickInput.waitFor("(1/2)");
  await snap("what the variables are called");
  await person.enter(quickInput.input);
  await quickInput.waitFor("(2/2)");
  await person.enter(quickInput.input);
  await quickInput.waitFor("Save “Nightly sync” to .env");
  await expect(quickInput.row(".env")).toBeVisible();
  await snap("which file");
  await person.enter(quickInput.input);
  const question = notifications.toast("to .env?");
  await expect(question).toBeVisible();
  await snap("the change, values hidden");
  await person.click(question.getByRole("button", { name: "Save", exact: true }));
  await expect(workbench.statusItem("to .env")).toBeVisible();
  const seconds = (Date.now() - begun) / 1000;
  await snap("delivered");
  return { clicks: person.count, seconds };
}
