import { expect, test } from "../harness/fixtures.ts";
import type { Workbench } from "../harness/workbench.ts";

/** As the operating system hands one over: VS Code asks whether the extension may open it. */
async function follow(workbench: Workbench, link: string): Promise<void> {
  await workbench.run("Developer: Open URL");
  await workbench.quickInput.accept(link);
  await expect(workbench.dialog.message).toContainText("Keyporter");
  await workbench.dialog.press("Open");
}

test("a link opens a key or a connection, and leads nowhere else", async ({ credentials, workbench, vscode, snap }) => {
  test.setTimeout(150_000);
  await credentials.open();
  await credentials.pressWelcome("Try It Offline");
  await expect(credentials.row("Admin key")).toBeVisible();

  await credentials.choose("Terraform", "Copy Link");
  const ofKey = /^[\w-]+:\/\/keyporter\.keyporter\/key\/[\w-]{36}\/apiClients\/\w+$/u;
  await expect.poll(() => workbench.clipboard()).toMatch(ofKey);
  const link = await workbench.clipboard();
  await follow(workbench, link);
  const details = workbench.webview("Terraform");
  await details.waitFor();
  await expect(details.content.getByText("Client ID", { exact: true })).toBeVisible();
  await snap("the key that a link leads to");
  await details.close();

  await credentials.choose("Octane Demo", "Copy Link");
  await expect.poll(() => workbench.clipboard()).toContain("/connection/");
  const toConnection = await workbench.clipboard();
  await workbench.run("View: Show Explorer");
  await follow(workbench, toConnection);
  await expect(credentials.row("Octane Demo")).toHaveClass(/focused/);
  await expect(credentials.row("Octane Demo")).toHaveClass(/selected/);
  await snap("the connection that a link leads to");

  const elsewhere = link.replace(/key\/[\w-]{36}/u, "key/00000000-0000-4000-8000-000000000000");
  await follow(workbench, elsewhere);
  await workbench.notifications.waitFor("not set up in this VS Code");
  await snap("a link to a connection that is not there");
  await follow(workbench, link.replace("/key/", "/delete/"));
  await workbench.notifications.waitFor("does not know this link");
  expect(await vscode.log()).not.toMatch(/DELETE/u);
});
