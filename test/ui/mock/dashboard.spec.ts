import { writeFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test as base } from "@playwright/test";
import type { Page } from "@playwright/test";
import type { MockServer } from "keyporter/mock";
import { startMock } from "../harness/mock.ts";

/* The page at `/` of a real server, in a real browser, with its real content security policy. */

const test = base.extend<{ mock: MockServer; complaints: string[] }>({
  mock: async ({}, use) => {
    const mock = await startMock({});
    await use(mock);
    await mock.stop();
  },
  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("console", message => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", error => complaints.push(String(error)));
    await use(complaints);
    expect(complaints).toEqual([]);
  },
});

const ask = (mock: MockServer, path: string, init: RequestInit = {}) =>
  fetch(`${mock.url}${path}`, {
    ...init,
    headers: { "Authorization": "Bearer demo-confidence-token", "Content-Type": "application/json" },
  });

const violations = async (page: Page) => {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
};

async function open(page: Page, mock: MockServer): Promise<void> {
  await page.goto(mock.url);
  await expect(page.locator("#services dt")).toHaveCount(3);
}

test("shows requests as they are answered, and each with its content but without its secrets", async ({
  page,
  mock,
  complaints,
}) => {
  await ask(mock, "/v1/roles");
  await open(page, mock);
  await expect(page.getByRole("button", { name: "GET /v1/roles" })).toBeVisible();
  const created = await ask(mock, "/v1/apiClients", { method: "POST", body: '{"displayName":"Crawler"}' });
  const { clientSecret } = (await created.json()) as { clientSecret: string };
  await ask(mock, "/v1/apiClients/nosuch");
  const rows = page.locator("#entries tr");
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText("GET /v1/apiClients/nosuch");
  await expect(rows.first()).toContainText("404");

  await page.getByRole("button", { name: "POST /v1/apiClients" }).click();
  await expect(page.locator("#exchange-request")).toContainText('"displayName": "Crawler"');
  await expect(page.locator("#exchange-answer")).toContainText('"clientSecret": "[redacted]"');
  await expect(page.getByRole("heading", { name: "POST /v1/apiClients → 200" })).toBeFocused();
  expect(await page.content()).not.toContain(clientSecret);
  await expect(page.locator("#services")).toContainText("13 api clients");

  await page.getByLabel("Status").fill("4xx");
  await expect(rows).toHaveCount(1);
  await page.getByLabel("Status").fill("");
  await page.locator("#filter").getByLabel("Path").fill("/v1/r*s");
  await expect(rows).toHaveText([/roles/]);
  await page.locator("#filter").getByRole("button", { name: "Forget requests" }).click();
  await expect(page.locator("#no-entries")).toBeVisible();
  expect(complaints).toEqual([]);
});

test("lets requests fail, and stop failing", async ({ page, mock, complaints }) => {
  await open(page, mock);
  const form = page.locator("#fault");
  await form.getByLabel("What happens").selectOption("503 unavailable");
  await form.getByLabel("Service").selectOption("confidence");
  await form.getByLabel("Path").fill("/v1/roles");
  await form.getByLabel("How often").fill("2");
  await form.getByRole("button", { name: "Add fault" }).click();
  await expect(page.locator("#faults li")).toHaveText([/status 503, service confidence, path \/v1\/roles, times 2/]);
  expect((await ask(mock, "/v1/roles")).status).toBe(503);
  await expect(page.locator("#faults li")).toHaveText([/times 1/]);
  await expect(page.locator("#entries tr").first()).toContainText("status");
  await page.getByRole("button", { name: /Remove the fault/ }).click();
  await expect(page.locator("#faults li")).toHaveCount(0);
  expect((await ask(mock, "/v1/roles")).status).toBe(200);
  expect(complaints).toEqual([]);
});

test("moves and stops the clock, keeps and restores the state, begins anew", async ({ page, mock, complaints }) => {
  await open(page, mock);
  await page.getByRole("button", { name: "Freeze" }).click();
  await expect(page.getByRole("button", { name: "Freeze" })).toHaveAttribute("aria-pressed", "true");
  const before = mock.clock.now();
  await page.getByRole("button", { name: "+7 days" }).click();
  await expect(page.locator("#message")).toHaveText("The clock went +7 days.");
  expect(mock.clock.now() - before).toBe(7 * 86_400_000);
  await expect(page.locator("#now")).toContainText(new Date(mock.clock.now()).toISOString().slice(0, 10));
  await page.getByRole("button", { name: "Back to real time" }).click();
  await expect.poll(() => Math.abs(mock.clock.now() - Date.now())).toBeLessThan(5000);

  const side = page.locator(".side");
  await side.getByLabel("Name").fill("clean");
  await side.getByRole("button", { name: "Save the state" }).click();
  await expect(page.locator("#snapshots li")).toHaveText([/clean/]);
  await ask(mock, "/v1/apiClients", { method: "POST", body: '{"displayName":"x"}' });
  await expect(page.locator("#services")).toContainText("13 api clients");
  await side.getByRole("button", { name: "Restore the snapshot clean" }).click();
  await expect(page.locator("#services")).toContainText("12 api clients");
  await ask(mock, "/v1/apiClients", { method: "POST", body: '{"displayName":"x"}' });
  await page.getByRole("button", { name: "Reset everything" }).click();
  await expect(page.locator("#message")).toHaveText(/^Everything is as it was at the start\./);
  await expect(page.locator("#services")).toContainText("12 api clients");
  await expect(page.locator("#entries tr")).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test("says that the server is gone", async ({ page }) => {
  const mock = await startMock({});
  await open(page, mock);
  await mock.stop();
  await expect(page.locator("#message")).toContainText("does not answer");
});

test("can be used with the keyboard alone", async ({ page, mock }) => {
  await ask(mock, "/v1/roles");
  await open(page, mock);
  await expect(page.locator("#entries tr")).toHaveCount(1);
  const reach = async (name: RegExp) => {
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press("Tab");
      const text = await page.evaluate(
        () =>
          `${document.activeElement?.getAttribute("aria-label") ?? ""} ${document.activeElement?.textContent ?? ""}`,
      );
      if (name.test(text)) return;
    }
    throw new Error(`${String(name)} can't be reached.`);
  };
  await reach(/show request and answer/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "GET /v1/roles" })).toBeFocused();
  await reach(/\+1 day/);
  const before = mock.clock.now();
  await page.keyboard.press("Space");
  await expect.poll(() => mock.clock.now() - before).toBeGreaterThan(86_000_000);
});

test("requests are one stop of the Tab key, and a new one leaves the focus where it is", async ({ page, mock }) => {
  for (let request = 0; request < 60; request += 1) await ask(mock, "/v1/roles");
  await open(page, mock);
  await expect(page.locator("#entries tr")).toHaveCount(60);
  const buttons = page.locator("#entries button");
  await buttons.first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(buttons.nth(2)).toBeFocused();
  await ask(mock, "/v1/users");
  await expect(buttons.first()).toHaveText("GET /v1/users");
  await expect(buttons.nth(3)).toBeFocused();
  await page.keyboard.press("End");
  await expect(buttons.last()).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "+1 hour" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(buttons.last()).toBeFocused();
});

const looks = {
  "light": { colorScheme: "light" },
  "dark": { colorScheme: "dark" },
  "hc-light": { colorScheme: "light", forcedColors: "active", contrast: "more" },
  "hc-dark": { colorScheme: "dark", forcedColors: "active", contrast: "more" },
} as const;

for (const [name, media] of Object.entries(looks)) {
  test(`has nothing for axe to find, ${name}`, async ({ page, mock, complaints }) => {
    await page.emulateMedia(media);
    await page.setViewportSize({ width: 1280, height: 900 });
    await open(page, mock);
    expect(await violations(page)).toEqual([]);
    mock.faults.add({ path: "/v1/users", effect: { status: 503 } });
    mock.snapshots.save("clean");
    await ask(mock, "/v1/roles");
    await ask(mock, "/v1/users");
    await page.reload();
    await expect(page.locator("#entries tr")).toHaveCount(2);
    await expect(page.locator("#snapshots li")).toHaveCount(1);
    await page.getByRole("button", { name: "GET /v1/users" }).click();
    await expect(page.locator("#exchange")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: `test/ui/screenshots/dashboard-${name}.png`, fullPage: true });
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    await page.screenshot({ path: `test/ui/screenshots/dashboard-${name}-narrow.png`, fullPage: true });
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
}

test("says so where the state file was damaged and its last good copy is used", async ({ page }, info) => {
  const db = info.outputPath("state.json");
  const before = await startMock({ db });
  await ask(before, "/v1/apiClients", { method: "POST", body: '{"displayName":"x"}' });
  await before.stop();
  await writeFile(db, "{");
  const mock = await startMock({ db });
  await open(page, mock);
  await expect(page.getByText("The state file was damaged and kept as")).toContainText(`${db}.damaged-`);
  expect(await violations(page)).toEqual([]);
  await mock.stop();
});
