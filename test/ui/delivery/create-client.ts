import type { CredentialsView } from "../harness/credentials-view.ts";
import { expect } from "../harness/fixtures.ts";
import type { Workbench } from "../harness/workbench.ts";

/** An API client of the bundled mock server's, made in the form; its message with the buttons is there in the end. */
export async function createClient(name: string, credentials: CredentialsView, workbench: Workbench): Promise<void> {
  await credentials.open();
  await credentials.pressWelcome("Try It Offline");
  // All rows are there: none moves away under the mouse.
  for (const label of ["My API Client", "quality-gate", "Admin key"])
    await expect(credentials.row(label)).toBeVisible();
  await credentials.pressInline("Confidence Demo", "Create");
  const form = workbench.webview("Create API Client");
  await form.waitFor();
  await form.fill(/Display name/, name);
  await workbench.page.keyboard.press("Control+Enter");
  await workbench.notifications.waitFor("Created the API client");
}
