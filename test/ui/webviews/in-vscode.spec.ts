import type { CredentialsView } from "../harness/credentials-view.ts";
import { expect, test } from "../harness/fixtures.ts";

/** What only a real VS Code does to a page: closing, hiding and restoring its tab. */

const tryOffline = async (credentials: CredentialsView): Promise<void> => {
  await credentials.open();
  await credentials.pressWelcome("Try It Offline");
  // All rows are there: none moves away under the mouse.
  for (const label of ["Terraform", "quality-gate", "Admin key"]) await expect(credentials.row(label)).toBeVisible();
};

test("a closed form offers what was typed when it is opened again, until one starts over", async ({
  credentials,
  workbench,
  snap,
}) => {
  await tryOffline(credentials);
  await credentials.pressInline("Confidence Demo", "Create");
  const form = workbench.webview("Create API Client");
  await form.waitFor();
  await form.fill(/Display name/, "Half-finished");
  await form.press("Cancel");
  await form.tab.waitFor({ state: "hidden" });
  await credentials.pressInline("Confidence Demo", "Create");
  await form.waitFor();
  await expect(form.field(/Display name/)).toHaveValue("Half-finished");
  await snap("what was typed is back");
  await form.press("Start over");
  await expect(form.field(/Display name/)).toHaveValue("");
});

test("a shown secret is masked again after its tab was hidden, and after a reload of the window", async ({
  credentials,
  workbench,
  snap,
}) => {
  await tryOffline(credentials);
  await credentials.select("Terraform");
  const details = workbench.webview("Terraform");
  await details.waitFor();
  await details.press("Reveal secret");
  await expect(details.content.getByRole("timer")).toHaveText(/Hidden again/);
  const secret = await details.content.locator(".secret-value").innerText();
  expect(secret.length).toBeGreaterThan(20);
  await credentials.pressInline("Confidence Demo", "Create");
  await workbench.webview("Create API Client").waitFor();
  await details.show();
  await expect(details.button("Reveal secret")).toBeVisible();
  expect(await details.content.locator("body").innerText()).not.toContain(secret);
  await workbench.reload();
  await expect(credentials.row("Terraform")).toBeVisible();
  // A VS Code in a browser does not always bring the tab back.
  if (await details.tab.isVisible()) await details.show();
  else await credentials.select("Terraform");
  await expect(details.content.getByText("Client ID")).toBeVisible();
  await expect(details.button("Reveal secret")).toBeVisible();
  expect(await details.content.locator("body").innerText()).not.toContain(secret);
  await snap("after a reload");
});

test("what was typed outlives a reload of the window, whether VS Code restores the tab or not", async ({
  credentials,
  workbench,
  snap,
}) => {
  await tryOffline(credentials);
  await credentials.pressInline("Confidence Demo", "Create");
  const form = workbench.webview("Create API Client");
  await form.waitFor();
  await form.fill(/Display name/, "Half-finished");
  await credentials.select("Terraform");
  await workbench.webview("Terraform").waitFor();
  // In a browser VS Code saves its tabs once a minute: a reload soon after loses them.
  await workbench.reload();
  await expect(credentials.row("Terraform")).toBeVisible();
  if (await form.tab.isVisible()) await form.show();
  else await credentials.pressInline("Confidence Demo", "Create");
  await form.waitFor();
  await expect(form.field(/Display name/)).toHaveValue("Half-finished");
  await expect(form.content.getByText("What you typed before is back.")).toBeVisible();
  await snap("after a reload");
});
