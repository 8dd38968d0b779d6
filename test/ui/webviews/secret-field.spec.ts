import { expect, test, type Page } from "@playwright/test";
import { ServiceError } from "../../../extension/core/errors.ts";
import { secretComplaint } from "../../../extension/core/secret-rules.ts";
import { openForm } from "./form-host.ts";
import { keyForm } from "./key-fields.ts";

const open = (page: Page, options = {}) => openForm(page, { load: async () => keyForm, ...options });
const secret = (page: Page) => page.getByLabel(/^Client secret/);
const again = (page: Page) => page.getByRole("button", { name: "Generate again" });
const rule = (page: Page, text: string) => page.getByRole("list").getByText(text);
const create = (page: Page) => page.getByRole("button", { name: "Create" }).click();
const rules = { shortest: 10, longest: 30, classesNeeded: 3 };

test("starts with a secret within the rules, masked, and sends it", async ({ page }) => {
  const form = await open(page);
  await expect(secret(page)).toHaveAttribute("type", "password");
  const value = await secret(page).inputValue();
  expect(secretComplaint(value, rules)).toBeUndefined();
  await page.getByLabel("Name").fill("deploy");
  await create(page);
  await expect.poll(() => form.submitted).toEqual([{ name: "deploy", secret: value, expiration: "" }]);
});

test("can be shown, made anew and typed with the keyboard alone", async ({ page }) => {
  const form = await open(page);
  const first = await secret(page).inputValue();
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.keyboard.type("deploy");
  await page.keyboard.press("Tab");
  await expect(secret(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(secret(page)).toHaveAttribute("type", "text");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(again(page)).toBeFocused();
  await expect(page.getByRole("status")).toHaveText("A new secret was generated.");
  await expect(secret(page)).not.toHaveValue(first);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("My-own-secret-1");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => form.submitted).toEqual([{ name: "deploy", secret: "My-own-secret-1", expiration: "" }]);
});

test("one's own is held against the rules with every character, and what changed is read out", async ({ page }) => {
  await open(page);
  await secret(page).fill("abc");
  await expect(rule(page, "10 to 30 characters")).toHaveText("Not met yet: 10 to 30 characters – now 3");
  await expect(rule(page, "At least 3 of")).toContainText("now 1");
  await expect(page.getByRole("status")).toContainText("No longer met: 10 to 30 characters.");
  await secret(page).pressSequentially("defghij");
  await expect(rule(page, "10 to 30 characters")).toHaveText("Met: 10 to 30 characters");
  await expect(page.getByRole("status")).toHaveText("Met: 10 to 30 characters.");
  await secret(page).pressSequentially("K1");
  await expect(rule(page, "At least 3 of")).toContainText("Met:");
  await expect(secret(page)).toHaveAccessibleDescription(/Your own.*Met: 10 to 30 characters.*Met: At least 3 of/);
});

test("one that breaks the rules is complained about once it was left, and not sent", async ({ page }) => {
  const form = await open(page);
  await page.getByLabel("Name").fill("deploy");
  await secret(page).fill("abcdefghij");
  await expect(secret(page)).not.toHaveAttribute("aria-invalid");
  await page.getByLabel("Name").focus();
  await expect(secret(page)).toHaveAttribute("aria-invalid", "true");
  await create(page);
  await expect(page.getByRole("alert")).toHaveText("Please correct: Client secret.");
  expect(form.submitted).toEqual([]);
  await again(page).click();
  await expect(secret(page)).not.toHaveAttribute("aria-invalid");
});

test("what the server says against it stands while it is only looked at", async ({ page }) => {
  const refused = new ServiceError({ kind: "invalid", message: "Used before.", field: "secret" });
  await open(page, { submit: () => Promise.reject(refused) });
  await page.getByLabel("Name").fill("deploy");
  const value = await secret(page).inputValue();
  await create(page);
  await page.getByRole("button", { name: "Show Client secret" }).click();
  await expect(page.getByText("Used before.")).toBeVisible();
  await expect(secret(page)).toHaveValue(value);
  await again(page).click();
  await expect(page.getByText("Used before.")).toBeHidden();
});

test("is kept nowhere: after a reload there is another, and nothing is said to who knew none", async ({ page }) => {
  const form = await open(page);
  const first = await secret(page).inputValue();
  await page.getByLabel("Name").fill("deploy");
  expect(JSON.stringify(await form.kept())).not.toContain(first);
  await page.reload();
  await expect(page.getByLabel("Name")).toHaveValue("deploy");
  await expect(secret(page)).not.toHaveValue(first);
  await expect(page.getByText("was not kept")).toBeHidden();
});

for (const [how, know] of [
  ["typed", (page: Page) => secret(page).fill("Canary-secret-1")],
  ["looked at", (page: Page) => page.getByRole("button", { name: "Show Client secret" }).click()],
] as const) {
  test(`one that was ${how} is not kept either, which is said after each reload until a new one is asked for`, async ({
    page,
  }) => {
    const form = await open(page);
    await know(page);
    const first = await secret(page).inputValue();
    for (let reloads = 0; reloads < 2; reloads++) {
      await form.settled();
      expect(JSON.stringify(await form.kept())).not.toContain(first);
      await page.reload();
      await expect(page.getByText("The one that was here before was not kept.")).toBeVisible();
      await expect(secret(page)).not.toHaveValue(first);
      await expect(secret(page)).toHaveAttribute("type", "password");
    }
    await again(page).click();
    await expect(page.getByText("was not kept")).toBeHidden();
    await form.settled();
    await page.reload();
    await expect(again(page)).toBeVisible();
    await expect(page.getByText("was not kept")).toBeHidden();
  });
}
