import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./harness/fixtures.ts";

/** The view "Mock Server", under the credentials. */
function mockView(page: Page) {
  const pane = page.locator(".part.sidebar .pane", { has: page.locator(".pane-header[aria-label^='Mock Server']") });
  const row = (text: string | RegExp): Locator => pane.locator(".monaco-list-row", { hasText: text });
  return {
    pane,
    row,
    async open(): Promise<void> {
      const header = pane.locator(".pane-header");
      if ((await header.getAttribute("aria-expanded")) !== "true") await header.click();
      await expect(header).toHaveAttribute("aria-expanded", "true");
    },
    async press(action: string): Promise<void> {
      await pane.hover();
      await pane.locator(`.pane-header .action-label[aria-label^=${JSON.stringify(action)}]`).click();
    },
  };
}

const pidOf = async (url: string): Promise<number> => {
  const health: unknown = await (await fetch(`${url}/__mock/health`)).json();
  if (typeof health === "object" && health !== null && "pid" in health && typeof health.pid === "number")
    return health.pid;
  throw new Error("the mock server does not tell its pid");
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test.use({ windowSize: { width: 1280, height: 900 } });

test("the bundled mock server is started, watched, reset, stopped, and missed when it ends by itself", async ({
  vscode,
  credentials,
  workbench,
  snap,
}) => {
  test.setTimeout(180_000);
  await credentials.open();
  const view = mockView(vscode.page);
  await view.open();
  await expect(view.pane).toContainText("answers like the real services");
  await snap("before anybody needed it");

  await view.pane.locator(".welcome-view-content").getByRole("button", { name: "Start Mock Server" }).click();
  await expect(view.row("Running")).toBeVisible();
  await view.row("Running").hover();
  await view.row("Running").locator(".action-label[aria-label^='Copy Mock']").click();
  await expect.poll(() => workbench.clipboard()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const url = await workbench.clipboard();

  await fetch(`${url}/v1/apiClients`, { headers: { authorization: "Bearer demo-confidence-token" } });
  await fetch(`${url}/v1/apiClients/nobody`, { headers: { authorization: "Bearer demo-confidence-token" } });
  await expect(view.row("GET /v1/apiClients/nobody")).toContainText("404");
  await expect(view.row(/^GET \/v1\/apiClients200/)).toBeVisible();
  await snap("running, with what it was asked");

  await fetch(`${url}/v1/apiClients`, {
    method: "POST",
    headers: { "authorization": "Bearer demo-confidence-token", "content-type": "application/json" },
    body: JSON.stringify({ displayName: "gone after a reset" }),
  });
  await workbench.run("Keyporter: Reset Mock Server...");
  await expect(workbench.dialog.message).toContainText("Reset the mock server?");
  await workbench.dialog.press("Reset");
  const list = async (): Promise<string> =>
    (await fetch(`${url}/v1/apiClients`, { headers: { authorization: "Bearer demo-confidence-token" } })).text();
  await expect.poll(list).not.toContain("gone after a reset");

  process.kill(await pidOf(url), "SIGKILL");
  await workbench.notifications.waitFor("nobody had asked it to");
  await expect(view.row("Ended unexpectedly")).toBeVisible();
  await snap("it ended by itself");
  await workbench.notifications.press("nobody had asked it to", "Start Again");
  await expect(view.row("Running")).toBeVisible();

  await view.press("Stop Mock Server");
  await expect(view.pane).toContainText("answers like the real services");
  await snap("stopped");
});

test("the bundled mock server ends with its window, and with a window that is killed", async ({
  vscode,
  credentials,
  workbench,
}) => {
  test.setTimeout(180_000);
  const started = async (): Promise<number> => {
    await workbench.run("Keyporter: Start Mock Server");
    await mockView(vscode.page).open();
    await expect(mockView(vscode.page).row("Running")).toBeVisible();
    await workbench.run("Keyporter: Copy Mock Server's Address");
    await expect.poll(() => workbench.clipboard()).toMatch(/^http/);
    return pidOf(await workbench.clipboard());
  };
  await credentials.open();
  const first = await started();
  await workbench.reload();
  await expect.poll(() => isAlive(first), { timeout: 15_000 }).toBe(false);
  await credentials.open();
  await workbench.writeClipboard("");
  const second = await started();
  await vscode.crashAndStartAgain();
  await expect.poll(() => isAlive(second), { timeout: 15_000 }).toBe(false);
});
