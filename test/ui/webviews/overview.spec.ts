import { expect, test, type Page } from "@playwright/test";
import * as l10n from "@vscode/l10n";
import { writeAs } from "../../../extension/core/local.ts";
import german from "../../../extension/l10n/bundle.l10n.de.json" with { type: "json" };
import { credential, inDays, keys, looked, openOverview, some } from "./overview-host.ts";
import { thousands } from "./overview-states.ts";
import { wheres } from "./samples.ts";

test.afterEach(() => {
  writeAs("en");
  l10n.config({ contents: {} });
});

const chart = (page: Page, name: string) => page.getByRole("region", { name });
const tableOf = async (page: Page, name: string) => {
  await chart(page, name).getByText("As a table").click();
  return chart(page, name).getByRole("table", { name });
};
const rows = (page: Page) => page.locator(".opened li");

const three = () => [
  looked(wheres.production, [
    credential("deploy", { expiresAt: inDays(2), createdAt: inDays(-800), owner: "u-lee" }),
    credential("nightly", { expiresAt: inDays(3), createdAt: inDays(-3), owner: "u-ada" }),
  ]),
  looked(wheres.test, [credential("staging", { expiresAt: inDays(2.5), owner: "" })]),
];

test("four pictures, each with a table that says the same", async ({ page }) => {
  await openOverview(page, three());
  await expect(page.getByRole("heading", { level: 2 })).toHaveText([
    "When They Expire",
    "States",
    "Age of Secrets",
    "Owners",
  ]);
  const table = await tableOf(page, "States");
  await expect(table.getByRole("columnheader")).toHaveText(["State", "Confidence EU", "Staging", "All connections"]);
  await expect(table.getByRole("row").nth(1)).toHaveText(/Within 7 days\s*2\s*1\s*3/);
  // What the table says is what is drawn.
  await expect(chart(page, "States").locator(".bar title")).toHaveText([
    "Confidence EU, Within 7 days: 2",
    "Staging, Within 7 days: 1",
  ]);
  const owners = await tableOf(page, "Owners");
  await expect(owners.getByRole("rowheader")).toHaveText(["Nobody", "Somebody who is no longer there", "A person"]);
});

test("a bar leads to its keys, in the order of their ends, and from there to each", async ({ page }) => {
  const overview = await openOverview(page, three());
  await chart(page, "When They Expire").locator(".bar").first().click();
  await expect(page.getByRole("heading", { level: 3 })).toBeFocused();
  await expect(rows(page).locator(".button")).toHaveText(["deploy", "nightly"]);
  await expect(rows(page).first()).toContainText(/Expires (in 2 days|tomorrow|in \d+ hours)/);
  await page.getByRole("button", { name: "nightly" }).click();
  expect(overview.asked).toEqual(["details nightly"]);
});

test("all of it works by keyboard: table, keys, Escape, and back to where one was", async ({ page }) => {
  const overview = await openOverview(page, three());
  await page.getByRole("button", { name: "Refresh" }).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("radio", { name: "Months" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const opener = page.getByRole("button", { name: /^Confidence EU, .*: 2 \(Within 7 days: 2\)$/ });
  await expect(opener).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 3 })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => overview.asked).toEqual(["details deploy"]);
  await page.keyboard.press("Escape");
  await expect(rows(page)).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("the time line has steps of weeks, months or years, and keeps them", async ({ page }) => {
  const overview = await openOverview(page, three());
  const table = await tableOf(page, "When They Expire");
  const month = await table.getByRole("rowheader").first().innerText();
  await page.getByRole("radio", { name: "Years" }).check();
  await expect(table.getByRole("rowheader").first()).toHaveText(/^\d{4}/);
  await page.getByRole("radio", { name: "Weeks" }).check();
  await expect(table.getByRole("rowheader").first()).not.toHaveText(month);
  await overview.hideAndShow();
  await expect(page.getByRole("radio", { name: "Weeks" })).toBeChecked();
  expect(await overview.kept()).toEqual({ ref: { unit: "week" } });
});

test("what changes is drawn again; the focus and what is open stay", async ({ page }) => {
  const overview = await openOverview(page, three());
  await tableOf(page, "States");
  await page.getByRole("button", { name: "Confidence EU, Within 7 days: 2" }).click();
  const link = page.getByRole("button", { name: "deploy" });
  await link.focus();
  const [one, two] = three();
  const more = [...(one?.credentials ?? []), credential("third", { expiresAt: inDays(4) })];
  overview.set([looked(wheres.production, more), ...(two === undefined ? [] : [two])]);
  await expect(rows(page)).toHaveCount(3);
  await expect(link).toBeFocused();
  await expect(page.getByRole("button", { name: "Confidence EU, Within 7 days: 3" })).toBeVisible();
});

test("the focus is not lost when what had it is gone, or when something else was under way", async ({ page }) => {
  const heading = page.getByRole("heading", { level: 3 });
  const [production, test] = [wheres.production, wheres.test];
  const near = (count: number) =>
    Array.from({ length: count }, (_, index) => credential(`key ${index + 1}`, { expiresAt: inDays(3) }));
  const overview = await openOverview(page, [
    looked(production, near(150)),
    looked(test, [], { reading: { type: "failed", message: "No answer.", signedOut: false } }),
  ]);
  await expect(page.locator(".bar").first()).toBeVisible();
  await overview.settled();
  // What was told before the host knew of the bar arrives after it was pressed.
  await page.evaluate(data => {
    document.querySelector(".bar")?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    window.dispatchEvent(new MessageEvent("message", { data }));
  }, overview.told());
  await expect(heading).toBeFocused();

  await page.getByRole("button", { name: "Show More" }).press("Enter");
  await expect(page.getByRole("button", { name: "key 101", exact: true })).toBeFocused();
  await page.getByRole("button", { name: "key 150", exact: true }).focus();
  overview.set([looked(production, near(149)), looked(test, [], { reading: { type: "loading" } })]);
  await expect(heading).toBeFocused();

  overview.set([
    looked(production, near(149)),
    looked(test, [], { reading: { type: "failed", message: "No answer.", signedOut: false } }),
  ]);
  await page.getByRole("button", { name: "Try Again: Staging" }).focus();
  overview.set([looked(production, near(149)), looked(test, [], { reading: { type: "loading" } })]);
  await expect(page.getByRole("listitem").filter({ hasText: "Loading..." })).toBeFocused();
});

test("nothing is drawn while nobody sees it, and everything when somebody does again", async ({ page }) => {
  const overview = await openOverview(page, three());
  await expect(page.locator(".bar").first()).toBeVisible();
  await overview.hideAndShow(() => {
    const before = overview.posted();
    overview.set(some());
    expect(overview.posted()).toBe(before);
  });
  await expect(page.locator(".summary")).toHaveText("Credentials: 70. Connections: 3.");
});

test("says what is still loading, failed or needs a sign-in, and what can be done", async ({ page }) => {
  const failed = { type: "failed", message: "No answer.", signedOut: false } as const;
  const overview = await openOverview(page, [
    looked({ ...wheres.production, connection: "One" }, keys(3, "a"), { reading: { type: "loading" } }),
    looked({ ...wheres.test, connection: "Two" }, keys(3, "b"), { reading: { type: "complete", more: true } }),
    looked({ ...wheres.test, connection: "Three" }, [], { reading: failed }),
    looked({ ...wheres.test, connection: "Four" }, [], { reading: { ...failed, signedOut: true } }),
  ]);
  await expect(page.locator(".summary")).toHaveText("Credentials so far: 6. Connections: 4.");
  const list = page.getByRole("list", { name: "Connections" });
  await expect(list.getByRole("listitem")).toHaveText([
    /Loading\.\.\. 3 so far/,
    /first 3/,
    /No answer\./,
    /No answer\./,
  ]);
  await page.getByRole("button", { name: "Load All: Two" }).click();
  await page.getByRole("button", { name: "Try Again: Three" }).click();
  await page.getByRole("button", { name: "Sign In Again: Four" }).click();
  await expect.poll(() => overview.asked).toEqual(["loadAll Two", "retry Three", "signIn Four"]);
  overview.set([looked({ ...wheres.production, connection: "One" }, keys(5, "a"))]);
  await expect(page.getByRole("status")).toHaveText("Credentials: 5. Connections: 1.");
});

test("without a connection it says what would be here, and offers to add one", async ({ page }) => {
  const overview = await openOverview(page, []);
  await page.getByRole("button", { name: "Add Connection..." }).click();
  await expect.poll(() => overview.asked).toEqual(["addConnection"]);
  await expect(page.getByRole("button", { name: "Refresh" })).toBeHidden();
});

test("names from a server stay text, and the page's policy holds", async ({ page }) => {
  const name = "<img src=x onerror=alert(1)>";
  const overview = await openOverview(page, [
    looked({ ...wheres.test, connection: name }, [credential(name, { expiresAt: inDays(2) })]),
  ]);
  await page.locator(".bar").first().click();
  await expect(rows(page).locator(".button")).toHaveText([name]);
  expect(await page.locator("img").count()).toBe(0);
  expect(overview.violations).toEqual([]);
});

test("in German, numbers, months and days are German, too", async ({ page }) => {
  // The host's words, which are made in this process.
  writeAs("de");
  l10n.config({ contents: german });
  await openOverview(page, thousands(), { language: "de", translations: german });
  await expect(page.locator(".summary")).toHaveText("Zugänge: 10.000. Verbindungen: 3.");
  await chart(page, "Wann sie ablaufen").getByText("Als Tabelle").click();
  await expect(page.getByRole("rowheader", { name: /\(jetzt\)/ })).toBeVisible();
  await expect(
    page
      .getByRole("button", { name: /^Confidence EU, (Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember) \d{4}: \d/ })
      .first(),
  ).toBeVisible();
});

test("with forced colours every part is still told from the others", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await openOverview(page);
  await expect(page.locator(".bar").first()).toBeVisible();
  const fills = await page.locator(".tone").evaluateAll(tones =>
    tones.map(tone => {
      const ground = tone.querySelector("rect") ?? tone;
      const lines = tone.querySelector("path")?.getAttribute("d") ?? "";
      return [getComputedStyle(ground).fill, getComputedStyle(tone).stroke, lines].join(" ");
    }),
  );
  expect(new Set(fills).size).toBe(5);
});

test("ten thousand keys are drawn, looked into and drawn again without a standstill", async ({ page }) => {
  const overview = await openOverview(page, thousands());
  await expect(page.locator(".summary")).toHaveText("Credentials: 10,000. Connections: 3.");
  // So many elements as there are bars, not as there are keys.
  expect(await page.locator("*").count()).toBeLessThan(2500);
  await chart(page, "States").locator(".bar").nth(3).click();
  await expect(rows(page)).toHaveCount(100);
  await page.getByRole("button", { name: "Show More" }).click();
  await expect(rows(page)).toHaveCount(200);
  await expect(page.getByRole("button", { name: "Show More" })).toBeFocused();
  overview.set(thousands().slice(0, 2));
  await expect(page.locator(".summary")).toHaveText("Credentials: 9,999. Connections: 2.");
});
