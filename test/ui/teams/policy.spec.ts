import { addOctane } from "../harness/add-octane.ts";
import { expect, test } from "../harness/fixtures.ts";

const policy = { version: 1, name: "Acme security", maximumLifetimeDays: 90, namePattern: "team-*" };

test.use({
  windowSize: { width: 1400, height: 1100 },
  files: { "README.md": "# A project\n", ".keyporter/policy.json": JSON.stringify(policy) },
});

test("a form explains the policy of the workspace, and keeps to it", async ({ workbench, credentials, mock, snap }) => {
  test.setTimeout(180_000);
  await credentials.open();
  await addOctane(workbench, { address: mock.url, name: "Space" });
  await expect(credentials.row("myKey03").first()).toBeVisible();
  await credentials.pressInline("Space", "Create");
  const form = workbench.webview("Create API Access Key");
  await form.waitFor();
  await expect(form.content.getByText("The policy of Acme security wants names like team-*.")).toBeVisible();
  await expect(
    form.content.getByText("The policy of Acme security lets new ones live for 90 days at most."),
  ).toBeVisible();
  await expect(form.field(/^Expiration/).locator("option")).toHaveText([
    "Choose...",
    "In 30 days",
    "In 90 days",
    "On a date...",
  ]);
  await snap("the form explains the policy");

  await form.fill(/^Name/, "myKey");
  await form.field("Expiration (required)").selectOption({ label: "In 90 days" });
  await form.press("Create API Access Key");
  await expect(form.content.locator(".field-error:visible")).toContainText(
    "The policy of Acme security wants names like team-*.",
  );
  await snap("a name of another kind is refused at its field");

  await form.fill(/^Name/, "team-reports");
  await form.press("Create API Access Key");
  await expect(credentials.row("team-reports")).toBeVisible();

  // What is there already may stay as it is.
  await credentials.choose("myKey03", "Edit Credential...");
  const edit = workbench.webview("Edit: myKey03");
  await edit.waitFor();
  await expect(edit.field(/^Name/)).toHaveValue("myKey03");
  await expect(edit.content.getByText("The policy of")).toHaveCount(0);
});
