import type { Page } from "@playwright/test";
import type { CredentialsView } from "./harness/credentials-view.ts";
import { expect, test } from "./harness/fixtures.ts";
import type { Snap } from "./harness/screenshots.ts";
import type { Workbench } from "./harness/workbench.ts";

const DEMO = "Confidence Demo";
const SECOND = "Confidence as the new client";

interface Created {
  readonly clientId: string;
  readonly secret: string;
}

/** What a person does with an API client from its creation to its end, in one connection. */
async function createRevealCopyEdit(
  connection: string,
  name: string,
  { credentials, workbench, snap }: { credentials: CredentialsView; workbench: Workbench; snap: Snap },
): Promise<Created> {
  await credentials.pressInline(connection, "Create");
  const form = workbench.webview("Create API Client");
  await form.waitFor();
  await form.fill(/Display name/, name);
  await form.fill(/Description/, "Writes flags every night; ask the platform team");
  await form.content.getByRole("checkbox", { name: /^Admin/ }).check();
  await snap("the filled form");
  await workbench.page.keyboard.press("Control+Enter");

  const details = workbench.webview(name);
  await details.waitFor();
  await expect(details.content.getByText("Admin", { exact: true })).toBeVisible();
  await snap("the details of the new API client, its secret masked");
  const clientId = (await details.rows())["Client ID"]?.match(/\w{32}/)?.[0] ?? "";
  await details.press(/^Reveal/);
  const shown = details.content.getByText(/^\w{64}$/);
  await expect(shown).toBeVisible();
  const secret = await shown.innerText();
  await details.press(/^Hide/);
  await expect(shown).toBeHidden();
  await details.press(/^Copy.*secret/i);
  await expect.poll(() => workbench.clipboard()).toBe(secret);

  await credentials.choose(name, "Edit Credential...");
  const edit = workbench.webview(`Edit: ${name}`);
  await edit.waitFor();
  await edit.fill(/Display name/, `${name}, edited`);
  await snap("editing");
  await edit.press("Save");
  await expect(credentials.row(`${name}, edited`)).toBeVisible();
  return { clientId, secret };
}

async function deleteIt(
  name: string,
  { credentials, workbench, snap }: { credentials: CredentialsView; workbench: Workbench; snap: Snap },
): Promise<void> {
  await credentials.choose(name, "Delete Credential...");
  await expect(workbench.dialog.message).toContainText(`Delete the API client “${name}”?`);
  await snap(`asked before ${name} is deleted`);
  await workbench.dialog.press("Delete");
  await expect(credentials.row(name)).toBeHidden();
}

/** Every row that belongs to a mock says so, in letters and to a screen reader. */
async function expectMockMarks(page: Page): Promise<void> {
  const rows = page.locator(".part.sidebar .monaco-list-row[role=treeitem]");
  await expect(rows.filter({ hasText: "Loading" })).toHaveCount(0);
  for (const label of await rows.evaluateAll(all => all.map(row => row.getAttribute("aria-label") ?? ""))) {
    expect(label).toContain("Mock");
  }
}

for (const theme of ["dark", "light"] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme, windowSize: { width: 1400, height: 900 } });

    test("an API client lives its life offline, and another one by its hand", async ({
      credentials,
      workbench,
      vscode,
      snap,
    }) => {
      test.setTimeout(180_000);
      const tools = { credentials, workbench, snap };
      await credentials.open();
      await snap("welcome");
      await credentials.pressWelcome("Try It Offline");
      await expect(credentials.row("My API Client")).toBeVisible();
      await snap("the demo's API clients");
      await expectMockMarks(workbench.page);

      const created = await createRevealCopyEdit(DEMO, "Nightly flag sync", tools);

      await workbench.run("Keyporter: Add Connection...");
      const { quickInput } = workbench;
      await (await quickInput.atStep(1)).pick("Spotify Confidence");
      await quickInput.atStep(2);
      await snap("which server");
      await quickInput.pick("Bundled mock server");
      await (await quickInput.atStep(3)).accept(SECOND);
      await quickInput.atStep(4);
      await snap("how to sign in");
      await quickInput.pick("Client ID and client secret");
      await (await quickInput.atStep(5)).accept(created.clientId);
      await quickInput.atStep(6);
      await snap("the client secret, hidden");
      await quickInput.accept(created.secret);
      await workbench.notifications.waitFor(`Connected to “${SECOND}”`);
      await snap("connected as the new API client");
      await expect(credentials.row(SECOND)).toBeVisible();
      // Out of the way, so that all rows of the second one are in sight.
      await credentials.select(DEMO);
      await credentials.select("Octane Demo");

      await createRevealCopyEdit(SECOND, "Second flag sync", tools);
      await deleteIt("Second flag sync, edited", tools);
      await expectMockMarks(workbench.page);

      await credentials.choose("Nightly flag sync, edited", "Delete Credential...");
      await expect(workbench.dialog.detail).toContainText("signs in with");
      await snap("warned that the connection signs in with it");
      await workbench.dialog.press("Delete");
      await credentials.pressTitle("Refresh");
      await expect(credentials.row(SECOND)).toContainText("sign in again");
      await snap("signed out by its own doing");

      expect(JSON.stringify(await vscode.settings())).not.toContain(created.secret);
      expect(await vscode.log()).not.toContain(created.secret);
    });
  });
}
