import { truthOf } from "../faults/server-truth.ts";
import { addOctane } from "./harness/add-octane.ts";
import { CredentialsView } from "./harness/credentials-view.ts";
import { expect, test } from "./harness/fixtures.ts";
import { Workbench } from "./harness/workbench.ts";

test.use({ windowSize: { width: 1400, height: 1000 } });

interface Window {
  readonly workbench: Workbench;
  readonly credentials: CredentialsView;
}

const toFront = ({ workbench }: Window): Promise<void> => workbench.page.bringToFront();

async function create(window: Window, name: string): Promise<void> {
  await toFront(window);
  await window.credentials.pressInline("Space", "Create");
  const form = window.workbench.webview("Create API Access Key");
  await form.waitFor();
  await form.fill(/^Name/, name);
  await form.press("Create API Access Key");
  await window.workbench.webview(name).waitFor();
}

/** Opens the form in which a key is changed; `send` saves it. */
async function edit(window: Window, label: string) {
  await toFront(window);
  await window.credentials.choose(label, "Edit Credential...");
  const form = window.workbench.webview(`Edit: ${label}`);
  await form.waitFor();
  return {
    form,
    async send() {
      await toFront(window);
      await form.press("Save");
      await form.tab.waitFor({ state: "hidden" });
    },
  };
}

/** What a click on the secret in the details of a key brings to the clipboard. */
async function copiedSecret(window: Window, label: string): Promise<string> {
  await toFront(window);
  const { workbench, credentials } = window;
  await workbench.writeClipboard("");
  await credentials.select(label);
  const details = workbench.webview(label);
  await details.waitFor();
  await details.press(/^Copy.*secret/i);
  await expect.poll(() => workbench.clipboard()).not.toBe("");
  return workbench.clipboard();
}

test("two windows, one account: a secret that one was given is in the other, changes add up, and what one has ended the other says", async ({
  vscode,
  workbench,
  credentials,
  mock,
  snap,
}) => {
  test.setTimeout(300_000);
  const truth = truthOf(mock);
  const one: Window = { workbench, credentials };
  await credentials.open();
  await addOctane(workbench, { address: mock.url, name: "Space" });
  await expect(credentials.row("myKey03").first()).toBeVisible();
  // The other window reads what this one has stored in the browser, which takes VS Code some seconds.
  await workbench.page.waitForTimeout(7000);
  const page = await vscode.secondWindow();
  const other: Window = { workbench: new Workbench(page), credentials: new CredentialsView(page) };
  await other.credentials.open();
  await expect(other.credentials.row("myKey03").first()).toBeVisible();
  const refreshedInOther = async (): Promise<void> => {
    await toFront(other);
    await other.credentials.pressInline("Space", "Refresh");
  };

  await create(one, "night shift");
  await refreshedInOther();
  await expect(other.credentials.row("night shift")).toBeVisible();
  const [clientId = ""] = await truth.octane("night shift");
  const first = await copiedSecret(other, "night shift");
  expect(await truth.octaneAccepts(clientId, first)).toBe(true);

  await other.credentials.choose("night shift", "Regenerate Secret...");
  await other.workbench.dialog.press("Regenerate");
  await other.workbench.notifications.waitFor("has a new secret");
  const second = await copiedSecret(one, "night shift");
  expect(second).not.toBe(first);
  expect(await truth.octaneAccepts(clientId, second)).toBe(true);
  await snap("the window that did not regenerate has the new secret");

  // Both began with the same key; each sends what was changed in it.
  const renaming = await edit(one, "night shift");
  await renaming.form.fill(/^Name/, "day shift");
  const ending = await edit(other, "night shift");
  await ending.form.field(/^Expiration$/).selectOption({ label: "In 90 days" });
  await toFront(one);
  await renaming.send();
  await ending.send();
  await refreshedInOther();
  await expect(other.credentials.row("day shift")).toBeVisible();
  await toFront(one);
  await credentials.pressInline("Space", "Refresh");
  // Rows move while the list is refreshed, and the mouse may come to another.
  await expect.poll(() => credentials.tooltip("day shift"), { timeout: 60_000 }).toMatch(/Expir\S+: .*in [23] months/);
  expect(await truth.octane("night shift")).toEqual([]);

  // At the same time, of the same name.
  await create(one, "twins");
  await create(other, "twins");
  expect(await truth.octane("twins")).toHaveLength(2);
  await refreshedInOther();
  const twins = page.locator(".label-name", { hasText: "twins" });
  await expect(other.credentials.rowElements.filter({ has: twins })).toHaveCount(2);

  await toFront(one);
  await credentials.choose("day shift", "Revoke Credential...");
  await workbench.dialog.press("Revoke");
  await expect(credentials.row("day shift")).toContainText("Revoked");
  await refreshedInOther();
  await expect(other.credentials.row("day shift")).toContainText("Revoked");
  expect(await truth.octaneAccepts(clientId, second)).toBe(false);
  await snap("revoked in one window");
  const log = await vscode.log();
  for (const secret of [first, second]) expect(log).not.toContain(secret);
});
