import { expect, test } from "./harness/fixtures.ts";

for (const theme of ["dark", "light"] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme });

    test("an API client is tried offline from its creation to its end", async ({ credentials, workbench, snap }) => {
      await credentials.open();
      await snap("welcome");
      await credentials.pressWelcome("Try It Offline");
      await expect(credentials.row("My API Client")).toBeVisible();
      await snap("the demo's API clients");
      const labels = await credentials.labels();
      expect(labels[0]).toBe("Spotify Confidence (offline demo)");

      await credentials.pressInline("Spotify Confidence (offline demo)", "Create");
      const form = workbench.webview("Create API Client");
      await form.waitFor();
      await snap("the empty form");
      await form.fill(/Display name/, "Nightly flag sync");
      await form.fill(/Description/, "Writes flags every night; ask the platform team");
      await snap("the filled form");
    });
  });
}
