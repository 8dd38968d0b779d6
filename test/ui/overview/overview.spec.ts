import { addConfidence, addConfluence, demoClient } from "../harness/add-connection.ts";
import { addOctane } from "../harness/add-octane.ts";
import { expect, test } from "../harness/fixtures.ts";

test.use({ mockOptions: { seed: "large:5000" }, windowSize: { width: 1400, height: 1000 } });

test("ten thousand keys of three connections in pictures, and from a bar to one of them", async ({
  credentials,
  workbench,
  mock,
  snap,
}) => {
  test.setTimeout(180_000);
  await credentials.open();
  await workbench.run("Keyporter: Show Overview");
  const overview = workbench.webview("Overview");
  await overview.waitFor();
  await expect(overview.content.getByText("There is no connection yet.")).toBeVisible();
  await snap("without a connection");

  await addConfidence(workbench, { address: mock.url, environment: "Test", name: "Clients", signIn: demoClient });
  await addOctane(workbench, { address: mock.url, name: "Keys" });
  const email = "admin@keyporter.example";
  await addConfluence(workbench, { address: mock.url, name: "Site", email, token: "demo-confluence-token" });
  // It is there, and follows what is added.
  const connections = overview.content.getByRole("list", { name: "Connections" });
  await expect(connections.getByRole("listitem")).toHaveCount(3);
  await expect(connections).toContainText("The first 1,000.", { timeout: 60_000 });
  await overview.press("Load All: Clients");
  await expect(overview.content.locator(".summary")).toHaveText(/^Credentials: 10,0\d\d\. Connections: 3\.$/, {
    timeout: 90_000,
  });
  await workbench.run("Notifications: Clear All Notifications");
  await snap("ten thousand");

  const chart = overview.content.getByRole("region", { name: "Owners" });
  await chart.getByText("As a table").click();
  const left = overview.button("Clients, Somebody who is no longer there: 1");
  await left.click();
  await expect(overview.content.getByRole("heading", { level: 3 })).toHaveText(
    /^Clients, Somebody who is no longer there: 1/,
  );
  await snap("a key whose owner has left");
  await overview.press("Search ranking experiments");
  const details = workbench.webview("Search ranking experiments");
  await details.waitFor();
  await expect(details.content.getByText("Lee Left").first()).toBeVisible({ timeout: 40_000 });

  // Hidden meanwhile, it has everything again when it is back.
  await overview.show();
  await expect(overview.content.locator(".summary")).toHaveText(/^Credentials: 10,0/);
  await expect(overview.content.getByRole("heading", { level: 3 })).toHaveText(
    /^Clients, Somebody who is no longer there: 1/,
  );
});
