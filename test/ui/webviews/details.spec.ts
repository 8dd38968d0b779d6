import { expect, test, type Page } from "@playwright/test";
import { ServiceError } from "../../../extension/core/errors.ts";
import { Secret } from "../../../extension/core/secret.ts";
import { openDetails, SECRET } from "./details-host.ts";
import { forever } from "./form-host.ts";
import { awkwardCredential, credential } from "./samples.ts";

const reveal = (page: Page) => page.getByRole("button", { name: "Reveal secret" });
const content = (page: Page) => page.evaluate(() => document.documentElement.outerHTML);

test("shows every row, an empty one as “none”, dates in the person's locale", async ({ page }) => {
  await openDetails(page, { language: "de" });
  await expect(page.locator("dt")).toHaveText(credential.details.map(({ label }) => label));
  await expect(page.locator("dd").nth(7)).toHaveText("—none");
  await expect(page.locator("time")).toContainText("17. Mai 2024");
});

test("the secret is nowhere in the page until it is asked for, nor after it was hidden", async ({ page }) => {
  const details = await openDetails(page);
  expect(await content(page)).not.toContain(SECRET);
  await reveal(page).click();
  await expect(page.getByText(SECRET)).toBeVisible();
  await expect(page.getByRole("timer")).toHaveText(/Hidden again in \d+ s/);
  await page.getByRole("button", { name: "Hide secret" }).click();
  expect(await content(page)).not.toContain(SECRET);
  expect(JSON.stringify(await details.kept())).not.toContain(SECRET);
});

test("the secret hides itself after thirty seconds", async ({ page }) => {
  await page.clock.install();
  await openDetails(page);
  await page.clock.runFor(100);
  await reveal(page).click();
  await expect(page.getByText(SECRET)).toBeVisible();
  await page.clock.runFor(29_000);
  await expect(page.getByText(SECRET)).toBeVisible();
  await page.clock.runFor(2_000);
  await expect(reveal(page)).toBeVisible();
  expect(await content(page)).not.toContain(SECRET);
});

test("a secret that comes after the tab was hidden is not handed to the page", async ({ page }) => {
  let answer: (secret: Secret) => void = () => undefined;
  const details = await openDetails(page, { reveal: () => new Promise(resolve => (answer = resolve)) });
  await reveal(page).click();
  await expect(page.getByRole("button", { name: "Stop waiting for the secret" })).toBeVisible();
  details.setVisible(false);
  details.setVisible(true);
  answer(new Secret(SECRET));
  await details.settled();
  expect(await content(page)).not.toContain(SECRET);
});

test("a secret that nobody waits for any more is not shown", async ({ page }) => {
  const details = await openDetails(page);
  details.post({ type: "secret", value: SECRET, hideAfterSeconds: 30 });
  await details.settled();
  expect(await content(page)).not.toContain(SECRET);
});

test("says why there is no secret", async ({ page }) => {
  const none = new ServiceError({ kind: "not-found", message: "The server keeps no secret.", hint: "Regenerate it." });
  await openDetails(page, { reveal: () => Promise.reject(none) });
  await reveal(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "The server keeps no secret. Regenerate it." })).toBeVisible();
});

test("opened to reveal, it reveals at once", async ({ page }) => {
  await openDetails(page, { known: credential, get: () => forever(), revealAtOnce: true });
  await expect(page.getByText(SECRET)).toBeVisible();
});

test("copies a row, an item in a row, and the secret", async ({ page }) => {
  const details = await openDetails(page);
  await page.getByRole("button", { name: "Copy Client ID" }).click();
  await page.getByRole("button", { name: "Copy roles/x" }).click();
  await page.getByRole("button", { name: "Copy team" }).click();
  await page.getByRole("button", { name: "Copy Created" }).click();
  await page.getByRole("button", { name: "Copy the secret" }).click();
  await expect(page.getByRole("status")).toHaveText(/Copied\./);
  await expect
    .poll(() => details.copied)
    .toEqual(["FjTYBSHqCIcSRxJ7qPfvR1W4", "roles/x", "growth", "2024-05-17T09:30:00.123Z", "the secret"]);
});

test("says when copying did not work", async ({ page }) => {
  await openDetails(page, { copyText: () => Promise.reject(new Error("No clipboard here.")) });
  await page.getByRole("button", { name: "Copy Client ID" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "No clipboard here." })).toBeVisible();
});

test("runs the actions that are offered now, and no others", async ({ page }) => {
  const details = await openDetails(page);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect.poll(() => details.ran).toEqual(["delete"]);
  details.session.receive({ type: "action", action: "format-the-disk" });
  expect(details.ran).toEqual(["delete"]);
});

test("a refresh takes neither the focus nor the shown secret away", async ({ page }) => {
  const details = await openDetails(page);
  await reveal(page).click();
  await expect(page.getByText(SECRET)).toBeVisible();
  await page.getByRole("button", { name: "Copy Client ID" }).focus();
  details.session.changed();
  await details.settled();
  await expect(page.getByText(SECRET)).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy Client ID" })).toBeFocused();
});

test("what is gone stays readable, without actions and without its secret", async ({ page }) => {
  const gone = new ServiceError({ kind: "not-found", message: "Somebody deleted it." });
  await openDetails(page, { known: credential, get: () => Promise.reject(gone) });
  await expect(page.getByText("Somebody deleted it.")).toBeVisible();
  await expect(page.getByText("FjTYBSHqCIcSRxJ7qPfvR1W4")).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete" })).toHaveCount(0);
  await expect(reveal(page)).toHaveCount(0);
  await expect(page.getByText("Active")).toHaveCount(0);
});

test("markup and writing directions from a server stay text in their place", async ({ page }) => {
  const details = await openDetails(page, { get: async () => awkwardCredential });
  await expect(page.getByRole("heading").locator("bdi")).toHaveText(awkwardCredential.label);
  expect(await page.locator("img, script:not([src])").count()).toBe(0);
  expect(details.violations).toEqual([]);
});
