import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { authority } from "../unit/core/certificate.ts";
import { expect, test } from "./harness/fixtures.ts";
import { startMock } from "./harness/mock.ts";

const NAME = "On premises";
const FILE = "company-ca.pem";

const company = authority();

test.use({
  windowSize: { width: 1400, height: 900 },
  files: { [FILE]: company.cert, "README.md": "# A project\n" },
});

test("a server of a company's own authority is refused, says how it would be accepted, and is with the CA file", async ({
  vscode,
  credentials,
  workbench,
  snap,
}) => {
  test.setTimeout(180_000);
  const { quickInput, notifications } = workbench;
  const caFile = join(vscode.places.folder, FILE);
  const wrongFile = join(vscode.places.root, "notes.pem");
  await writeFile(wrongFile, "no certificate");
  const tls = { cert: join(vscode.places.root, "server.pem"), key: join(vscode.places.root, "server.key") };
  const issued = company.issue();
  await writeFile(tls.cert, issued.cert);
  await writeFile(tls.key, issued.key);
  const mock = await startMock({ seed: "demo", tls });

  await credentials.open();
  await credentials.pressWelcome("Add Connection");
  await (await quickInput.atStep(1)).pick("OpenText ALM Octane");
  await (await quickInput.atStep(2)).pick("Another address...");
  await (await quickInput.atStep(3)).accept(mock.url);
  await quickInput.atStep(4);
  await expect(quickInput.input).toHaveAttribute("placeholder", /Which certificates does the server have/);
  await snap("which certificates");
  await quickInput.pick("Those that this machine trusts");
  await (await quickInput.atStep(5)).pick("Test");
  await (await quickInput.atStep(6)).accept(NAME);
  await (await quickInput.atStep(7)).pick("User and password");
  await (await quickInput.atStep(8)).accept("admin@keyporter.example");
  await (await quickInput.atStep(9)).accept("Demo-passw0rd");
  await expect(quickInput.message).toContainText("is not signed by an authority that is trusted here");
  await expect(quickInput.message).toContainText("choose that authority's certificate file (CA file)");
  await snap("refused, with what to do");

  for (const step of [9, 8, 7, 6, 5]) await (await quickInput.atStep(step)).back();
  await (await quickInput.atStep(4)).pick("A private authority: type the path of its file...");
  await expect(quickInput.input).toHaveAttribute("placeholder", /company-ca\.pem/);
  await quickInput.accept(wrongFile);
  await expect(quickInput.message).toContainText(`${wrongFile} does not hold a certificate`);
  await quickInput.accept(caFile);
  await (await quickInput.atStep(5)).pick("Test");
  await (await quickInput.atStep(6)).accept();
  await (await quickInput.atStep(7)).pick("User and password");
  await (await quickInput.atStep(8)).accept();
  await (await quickInput.atStep(9)).accept("Demo-passw0rd");
  await quickInput.atStep(10);
  await quickInput.rows.filter({ hasText: "1001" }).first().click();
  await notifications.waitFor(`Connected to “${NAME}”`);
  await expect(credentials.row("myKey03")).toBeVisible();
  await snap("connected with the file");
  expect((await vscode.settings())["keyporter.connections"]).toMatchObject([{ name: NAME, baseUrl: mock.url, caFile }]);

  // In the same window, whatever goes without the file is refused as before.
  await credentials.choose(NAME, "Edit Connection...");
  await (await quickInput.atStep(1)).pick("Another address...");
  await (await quickInput.atStep(2)).accept();
  await (await quickInput.atStep(3)).pick("Those that this machine trusts");
  await (await quickInput.atStep(4)).pick("Test");
  await (await quickInput.atStep(5)).accept();
  await (await quickInput.atStep(6)).accept("1001");
  await expect(quickInput.message).toContainText("is not signed by an authority that is trusted here");
  await snap("refused again without the file");

  for (const step of [6, 5, 4]) await (await quickInput.atStep(step)).back();
  await (await quickInput.atStep(3)).pick("A private authority: choose its file...");
  await quickInput.waitFor("The certificate of the private authority");
  await snap("the dialog for the file");
  await quickInput.accept(caFile);
  await (await quickInput.atStep(4)).pick("Test");
  await (await quickInput.atStep(5)).accept();
  await quickInput.atStep(6);
  await quickInput.rows.filter({ hasText: "1001" }).first().click();
  await quickInput.root.waitFor({ state: "hidden" });
  await expect(credentials.row("myKey03")).toBeVisible();

  for (const [content, says] of [
    ["", /company-ca\.pem does not hold a certificate/],
    [authority().cert, /is not signed by an authority that is trusted here/],
  ] as const) {
    await writeFile(caFile, content);
    await credentials.pressInline(NAME, "Refresh");
    await expect(credentials.row(NAME)).toHaveAttribute("aria-label", says);
    await snap("the file is another one now");
  }
  await writeFile(caFile, company.cert);
  await credentials.pressInline(NAME, "Refresh");
  await expect(credentials.row(NAME)).not.toHaveAttribute("aria-label", /certificate/);
  await expect(credentials.row("myKey03")).toBeVisible();
  await mock.stop();
});
