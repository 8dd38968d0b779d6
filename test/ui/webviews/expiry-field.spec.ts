import { expect, test, type Page } from "@playwright/test";
import { openForm } from "./form-host.ts";
import { expiryForm, keyForm } from "./key-fields.ts";

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });
test.beforeEach(({ page }) => page.clock.setFixedTime("2026-11-22T10:00:00.400Z"));

const ODD = "2098-05-05T13:37:42Z";
const open = (page: Page, expiration = "") => openForm(page, { load: async () => expiryForm(expiration) });
const choice = (page: Page) => page.getByLabel("Expiration", { exact: true });
const date = (page: Page) => page.getByLabel("Expiration: date and time, in your time zone");
const save = (page: Page) => page.getByRole("button", { name: "Save" }).click();

test("does not expire unless somebody says so", async ({ page }) => {
  const form = await open(page);
  await expect(choice(page)).toHaveValue("never");
  await expect(date(page)).toBeHidden();
  await save(page);
  await expect.poll(() => form.submitted).toEqual([{ expiration: "" }]);
});

test("a preset is so many days from now, said in words, in local time and in UTC, and read out", async ({ page }) => {
  const form = await open(page);
  await choice(page).selectOption("In 90 days");
  await expect(page.getByText("in 90 days · Feb 20, 2027, 11:00 AM GMT+1")).toBeVisible();
  await expect(page.getByText("Feb 20, 2027, 10:00 AM UTC")).toBeVisible();
  await expect(choice(page)).toHaveAccessibleDescription(/in 90 days.*GMT\+1.*UTC/);
  await expect(page.getByRole("status")).toContainText("in 90 days");
  await save(page);
  await expect.poll(() => form.submitted).toEqual([{ expiration: "2027-02-20T10:00:00Z" }]);
});

test("a date is chosen with the keyboard alone, in the person's time zone", async ({ page }) => {
  const form = await open(page);
  await expect(choice(page)).toBeFocused();
  await page.keyboard.type("On a");
  await page.keyboard.press("Tab");
  await expect(date(page)).toBeFocused();
  await page.keyboard.type("070120270930AM");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => form.submitted.length).toBe(1);
  // Two hours from UTC, in Berlin's summer.
  expect(form.submitted).toEqual([{ expiration: "2027-07-01T07:30:00Z" }]);
});

test("a date that is asked for and not given is no “does not expire”", async ({ page }) => {
  const form = await open(page);
  await choice(page).selectOption("On a date...");
  await save(page);
  await expect(page.getByText("Choose a date and a time.")).toBeVisible();
  await expect(date(page)).toBeFocused();
  await expect(date(page)).toHaveAttribute("aria-invalid", "true");
  await expect(choice(page)).not.toHaveAttribute("aria-invalid");
  expect(form.submitted).toEqual([]);
  await date(page).fill("2027-01-31T00:00");
  await expect(page.getByText("Choose a date and a time.")).toBeHidden();
  await date(page).fill("");
  await expect(page.getByText("Choose a date and a time.")).toBeVisible();
  await choice(page).selectOption("Does not expire");
  await expect(page.getByText("Choose a date and a time.")).toBeHidden();
});

test("a preset is where the date begins", async ({ page }) => {
  await open(page);
  await choice(page).selectOption("In 30 days");
  await choice(page).selectOption("On a date...");
  await expect(date(page)).toHaveValue("2026-12-22T11:00");
});

test("a moment that is over is warned about and may be sent", async ({ page }) => {
  const form = await open(page);
  await choice(page).selectOption("On a date...");
  await date(page).fill("2026-11-22T10:59");
  await expect(page.getByText("This is already over: the key could not sign in.")).toBeVisible();
  await expect(page.getByRole("status")).toContainText("already over");
  await save(page);
  await expect.poll(() => form.submitted).toEqual([{ expiration: "2026-11-22T09:59:00Z" }]);
});

test("an odd time of day stays to the second, also where only the date is changed", async ({ page }) => {
  const form = await open(page, ODD);
  await expect(choice(page)).toHaveValue("date");
  await expect(date(page)).toHaveValue("2098-05-05T15:37:42");
  expect(await form.kept()).toMatchObject({ changes: {} });
  await date(page).fill("2098-12-05T15:37:42");
  await save(page);
  await expect.poll(() => form.submitted).toEqual([{ expiration: "2098-12-05T14:37:42Z" }]);
});

test("untouched it is sent as it came", async ({ page }) => {
  const form = await open(page, "2098-05-05T13:37:42.125Z");
  await save(page);
  await expect.poll(() => form.submitted).toEqual([{ expiration: "2098-05-05T13:37:42.125Z" }]);
});

test("a reload brings the moment back, not a new one", async ({ page }) => {
  const form = await openForm(page, { load: async () => keyForm });
  await choice(page).selectOption("In 30 days");
  await form.settled();
  await page.clock.setFixedTime("2026-11-23T10:00:00Z");
  await page.reload();
  await expect(date(page)).toHaveValue("2026-12-22T11:00");
});
