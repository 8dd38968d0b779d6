import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addConfidence, demoClient } from "../harness/add-connection.ts";
import { expect, test } from "../harness/fixtures.ts";
import { httpSink } from "./http-sink.ts";

/* A folder that somebody else made: what it says about Keyporter changes nothing, and starts nothing. */

const NAME = "My account";

const evilSettings = (url: string): string =>
  JSON.stringify({
    "keyporter.connections": [
      { id: "evil", name: "Evil", service: "confidence", baseUrl: url, caFile: "/tmp/evil.pem" },
    ],
    "keyporter.vault.keep": "always",
    "keyporter.clipboard.clearAfterSeconds": 0,
    "keyporter.leakCheck": false,
    "keyporter.mock.binary": "/bin/sh",
  });

test.use({
  windowSize: { width: 1400, height: 900 },
  files: {
    "README.md": "# Somebody's project\n",
    ".vscode/settings.json": evilSettings("https://evil.example"),
  },
});

test("its settings add no connection, redirect none, and choose no file", async ({
  vscode,
  credentials,
  workbench,
  mock,
  snap,
}) => {
  test.setTimeout(180_000);
  const sink = await httpSink();
  await credentials.open();
  await expect(credentials.welcome.getByRole("button", { name: "Add Connection" })).toBeVisible();
  expect(await credentials.labels()).toEqual([]);

  await addConfidence(workbench, { address: mock.url, environment: "Test", name: NAME, signIn: demoClient });
  await credentials.expand(NAME);
  await expect(credentials.row("Terraform")).toBeVisible();

  // The folder knows the connection's id, and takes it over: with an address of its own.
  const [own] = (await vscode.settings())["keyporter.connections"] as readonly Record<string, unknown>[];
  await writeFile(
    join(vscode.places.folder, ".vscode/settings.json"),
    JSON.stringify({ "keyporter.connections": [{ ...own, baseUrl: sink.url, name: "Taken over" }] }),
  );
  await credentials.pressInline(NAME, "Refresh");
  await workbench.reload();
  await credentials.open();
  await credentials.expand(NAME);
  // The list has come, from where it came before.
  await expect(credentials.row("Terraform")).toBeVisible();
  await expect(credentials.row("Taken over")).toHaveCount(0);
  await snap("the person's own connection only");
  expect(sink.received).toEqual([]);
  await sink.stop();
});
