import type { MockServer } from "keyporter/mock";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { truthOf } from "../faults/server-truth.ts";
import { slowServer, type SlowServer } from "../faults/slow-server.ts";
import { addOctane, octaneAdmin } from "./harness/add-octane.ts";
import type { CredentialsView } from "./harness/credentials-view.ts";
import { extensionHostOf } from "./harness/extension-host.ts";
import { expect, test as base } from "./harness/fixtures.ts";
import type { VsCode } from "./harness/vscode.ts";
import type { Workbench } from "./harness/workbench.ts";

const NAME = "night watch";
/** Longer than it takes to end a window in the meantime. */
const ANSWER_MS = 6000;

/** The mock server behind one that answers late. */
const test = base.extend<{ server: SlowServer }>({
  server: async ({ mock }, use) => {
    const server = await slowServer(mock.url);
    await use(server);
    server.stop();
  },
});

test.use({ windowSize: { width: 1400, height: 1000 } });
test.describe.configure({ timeout: 240_000 });

const vaultOf = ({ places }: VsCode): string => join(places.userData, "User/globalStorage/keyporter.keyporter/vault");

const entriesOf = async (vscode: VsCode): Promise<readonly string[]> =>
  (await readdir(vaultOf(vscode)).catch(() => [])).filter(name => name.endsWith(".json"));

/** Sends a create whose answer takes its time, and comes back when the vault knows and the request is on its way. */
async function beginCreate(vscode: VsCode, workbench: Workbench, credentials: CredentialsView, server: SlowServer) {
  await credentials.open();
  await addOctane(workbench, { address: server.url, name: "Space", signIn: octaneAdmin });
  await expect(credentials.row("myKey03").first()).toBeVisible();
  await credentials.pressInline("Space", "Create");
  const form = workbench.webview("Create API Access Key");
  await form.waitFor();
  await form.fill(/^Name/, NAME);
  server.slowDown({ method: "POST", path: "/api/", beforeMs: 0, afterMs: ANSWER_MS });
  await form.press("Create API Access Key");
  await expect.poll(() => entriesOf(vscode), { timeout: 30_000 }).toHaveLength(1);
  await expect.poll(() => server.hasWorked()).toBe(true);
}

/** The secret is offered, signs in, and stands in the key's details until the person says that it is saved. */
async function findSecret(
  vscode: VsCode,
  workbench: Workbench,
  mock: MockServer,
  snap: (name: string) => Promise<void>,
): Promise<void> {
  await expect(workbench.notifications.toast(`“${NAME}” was created; its secret is here.`).first()).toBeVisible({
    timeout: 60_000,
  });
  await snap("the secret is offered after the window came back");
  await workbench.notifications.press(`“${NAME}” was created`, "Show Details");
  const details = workbench.webview(NAME);
  await details.waitFor();
  await expect(details.content.getByText("Kept in the vault until you deliver it")).toBeVisible();
  await details.press("Copy the secret");
  await expect.poll(() => workbench.clipboard()).toMatch(/^\S{30}$/);
  const secret = await workbench.clipboard();
  const clientId = (await details.rows())["Client ID"]?.match(/\S[^\n]*_[a-z0-9]{25}/)?.[0] ?? "";
  expect(await truthOf(mock).octaneAccepts(clientId, secret)).toBe(true);
  await snap("where the secret is kept");
  const sealed = async (): Promise<string> => {
    const [name, ...others] = await entriesOf(vscode);
    expect([name, others]).toEqual([expect.any(String), []]);
    return readFile(join(vaultOf(vscode), name ?? ""), "utf8");
  };
  const before = await sealed();

  await details.press("I Have Saved It");
  await expect(
    details.content.getByText(/Delivered to a place of your own on .*; only a fingerprint is left/),
  ).toBeVisible();
  // Nobody has it any more: nothing is left to be shown or copied.
  await expect(details.button(/^Reveal/)).toHaveCount(0);
  await expect(details.button("Copy the secret")).toHaveCount(0);
  await expect(details.button("Forget")).toBeVisible();
  await snap("only a fingerprint is left");
  // Sealed as it is, it can only be seen that it was written anew; what is in it then: test/unit/vault.
  expect(await sealed()).not.toBe(before);
  expect(await vscode.log()).not.toContain(secret);
}

test("a window that is reloaded before the answer finds the secret afterwards @oldest", async ({
  vscode,
  workbench,
  credentials,
  mock,
  server,
  snap,
}) => {
  await beginCreate(vscode, workbench, credentials, server);
  await workbench.reload();
  await findSecret(vscode, workbench, mock, snap);
});

test("after kill -9 of the extension host the secret is found", async ({
  vscode,
  workbench,
  credentials,
  mock,
  server,
  snap,
}) => {
  test.skip(process.platform !== "linux", "the process is found through /proc");
  await beginCreate(vscode, workbench, credentials, server);
  process.kill(await extensionHostOf(vscode), "SIGKILL");
  // In a browser VS Code waits for the dead process; people reload the window.
  await workbench.reload();
  await findSecret(vscode, workbench, mock, snap);
});
