import { expect, test, type Page } from "@playwright/test";
import { ServiceError } from "../../../extension/core/errors.ts";
import type { SubmitResult } from "../../../extension/webviews/form/backend.ts";
import { forever, openForm, untilAborted } from "./form-host.ts";
import { createForm, roles } from "./samples.ts";

const name = (page: Page) => page.getByLabel("Display name");
const create = (page: Page) => page.getByRole("button", { name: "Create" });
const fillIn = async (page: Page): Promise<void> => {
  await name(page).fill("Nightly sync");
  await page.getByRole("checkbox", { name: "Role 3" }).check();
};
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent);

test("can be filled in and sent with the keyboard alone", async ({ page }) => {
  const form = await openForm(page);
  await expect(name(page)).toBeFocused();
  await page.keyboard.type("Nightly sync");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Copies flags");
  await page.keyboard.press("Tab");
  await page.keyboard.type("grace");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Uni");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("role 3");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.type("roles/of-my-own");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => form.closed()).toBe(true);
  expect(form.submitted).toEqual([
    {
      displayName: "Nightly sync",
      description: "Copies flags",
      owner: "users/grace",
      region: "us",
      roles: ["roles/3", "roles/of-my-own"],
      permissions: [],
      labels: [{ key: "team", value: "growth" }],
      password: "",
    },
  ]);
});

test("five hundred options are one stop of the Tab key", async ({ page }) => {
  await openForm(page, {
    load: async () => ({
      ...createForm,
      fields: [{ key: "roles", type: "many", label: "Roles", options: roles(500) }],
      values: {},
    }),
  });
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("End");
  await expect(page.getByRole("checkbox", { name: "Role 499" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(create(page)).toBeFocused();
});

test("Enter in a line of text sends, Enter in the search does not", async ({ page }) => {
  const form = await openForm(page);
  await fillIn(page);
  await page.getByRole("searchbox").press("Enter");
  await page.getByRole("textbox", { name: "Description" }).press("Enter");
  await form.settled();
  expect(form.submitted).toHaveLength(0);
  await name(page).press("Enter");
  await expect.poll(() => form.submitted.length).toBe(1);
});

test("Escape loses nothing", async ({ page }) => {
  const form = await openForm(page);
  await fillIn(page);
  await page.getByRole("searchbox").fill("Role");
  await page.getByLabel("Owner", { exact: true }).fill("Ada");
  for (const field of [name(page), page.getByRole("searchbox"), page.getByLabel("Owner", { exact: true })])
    await field.press("Escape");
  await expect(name(page)).toHaveValue("Nightly sync");
  await expect(page.getByRole("searchbox")).toHaveValue("Role");
  await expect(page.getByLabel("Owner", { exact: true })).toHaveValue("Ada");
  expect(form.closed()).toBe(false);
});

test("complains about a field once it was left or sent, and stops as soon as it is right", async ({ page }) => {
  await openForm(page);
  await name(page).fill("a<b");
  await expect(page.getByText("No angle brackets.")).toBeHidden();
  await name(page).blur();
  await expect(page.getByText("No angle brackets.")).toBeVisible();
  await expect(name(page)).toHaveAttribute("aria-invalid", "true");
  await expect(name(page)).toHaveAccessibleDescription("No angle brackets.");
  await name(page).fill("ab");
  await expect(page.getByText("No angle brackets.")).toBeHidden();
  await expect(name(page)).not.toHaveAttribute("aria-invalid");
});

test("sends nothing that breaks the rules, says how many fields are wrong and goes to the first", async ({ page }) => {
  const form = await openForm(page);
  await create(page).click();
  await expect(page.getByRole("alert")).toHaveText("Please correct 2 fields: Display name and Roles.");
  await expect(name(page)).toBeFocused();
  expect(form.submitted).toHaveLength(0);
});

test("a button that a complaint moves away under the pointer is clicked all the same", async ({ page }) => {
  const form = await openForm(page, {
    load: async () => ({ ...createForm, fields: createForm.fields.slice(0, 1), values: {} }),
  });
  await name(page).fill("a<b");
  const { y = 0 } = (await create(page).boundingBox()) ?? {};
  await create(page).click();
  await expect(page.getByRole("alert")).toHaveText("Please correct: Display name.");
  expect((await create(page).boundingBox())?.y).toBeGreaterThan(y);
  expect(form.submitted).toHaveLength(0);
});

test("a field that somebody only passed through is not complained about", async ({ page }) => {
  await openForm(page);
  await name(page).press("Tab");
  await expect(page.getByText("Display name is required.")).toBeHidden();
});

test("what the server refuses lands at its field, with the rest as it was typed", async ({ page }) => {
  const taken = new ServiceError({
    kind: "invalid",
    message: "The name is taken.",
    hint: "Choose another.",
    field: "displayName",
  });
  await openForm(page, { submit: () => Promise.reject(taken) });
  await fillIn(page);
  await page.getByLabel("Password", { exact: true }).fill("hunter2");
  await create(page).click();
  await expect(name(page)).toBeFocused();
  await expect(name(page)).toHaveAccessibleDescription("The name is taken. Choose another.");
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("hunter2");
  await expect(page.getByRole("checkbox", { name: "Role 3" })).toBeChecked();
  await name(page).pressSequentially("!");
  await expect(page.getByText("The name is taken.")).toBeHidden();
});

test("what belongs to no field is said beside the button", async ({ page }) => {
  const away = new ServiceError({ kind: "unavailable", message: "Nobody answers.", hint: "Try again later." });
  await openForm(page, { submit: () => Promise.reject(away) });
  await fillIn(page);
  await create(page).click();
  await expect(page.getByRole("alert")).toHaveText("Nobody answers. Try again later.");
  await expect(create(page)).toBeFocused();
});

test("is sent once however often the keys are pressed", async ({ page }) => {
  const form = await openForm(page, { submit: () => forever() });
  await fillIn(page);
  await name(page).press("Control+Enter");
  await expect(page.getByRole("button", { name: "Sending..." })).toBeFocused();
  for (let times = 0; times < 3; times++) await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Enter");
  await form.settled();
  expect(form.submitted).toHaveLength(1);
});

test("Stop while sending says what is known about the outcome", async ({ page }) => {
  const unknown = () =>
    new ServiceError({
      kind: "cancelled",
      message: "It may have been created.",
      hint: "Look in the list.",
      outcomeUnknown: true,
    });
  const form = await openForm(page, { submit: (_values, signal) => untilAborted(signal, unknown) });
  await fillIn(page);
  await create(page).click();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("alert")).toHaveText("It may have been created. Look in the list.");
  await expect(name(page)).toHaveValue("Nightly sync");
  expect(form.closed()).toBe(false);
});

test("what was left undone can be done again, and only that", async ({ page }) => {
  const results: SubmitResult[] = [{ type: "done" }];
  const retries: number[] = [];
  const form = await openForm(page, {
    submit: async () => ({
      type: "incomplete",
      message: "The client was created. Its access was not granted.",
      retryLabel: "Grant access again",
      retry: async () => {
        retries.push(1);
        if (retries.length === 1) throw new ServiceError({ kind: "unavailable", message: "Still busy." });
        return results[0] ?? { type: "done" };
      },
    }),
  });
  await fillIn(page);
  await create(page).click();
  await expect(page.getByText("The client was created. Its access was not granted.")).toBeVisible();
  await page.getByRole("button", { name: "Grant access again" }).click();
  await expect(page.getByText("Still busy.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Grant access again" })).toBeFocused();
  await page.getByRole("button", { name: "Grant access again" }).click();
  await expect.poll(() => form.closed()).toBe(true);
  expect([form.submitted.length, retries.length]).toEqual([1, 2]);
});

test("a reload brings back what was typed, but no secret", async ({ page }) => {
  const form = await openForm(page);
  await fillIn(page);
  await page.getByLabel("Password", { exact: true }).fill("canary-secret");
  await page.getByRole("button", { name: "Add to Labels" }).click();
  await page.keyboard.type("stage");
  expect(JSON.stringify(await form.kept())).not.toContain("canary-secret");
  await page.reload();
  await expect(name(page)).toHaveValue("Nightly sync");
  await expect(page.getByRole("checkbox", { name: "Role 3" })).toBeChecked();
  await expect(page.getByRole("textbox", { name: "Key" }).nth(1)).toHaveValue("stage");
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
});

test("a secret can be shown and hidden again", async ({ page }) => {
  await openForm(page);
  const password = page.getByLabel("Password", { exact: true });
  await password.fill("hunter2");
  await expect(password).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show Password" }).click();
  await expect(password).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Show Password" }).click();
  await expect(password).toHaveAttribute("type", "password");
});

test("pairs: adding and removing moves the focus, doubles are complained about", async ({ page }) => {
  await openForm(page);
  await page.getByRole("button", { name: "Add to Labels" }).click();
  await page.keyboard.type("team");
  await page.getByRole("textbox", { name: "Value" }).nth(1).fill("other");
  await name(page).focus();
  await expect(page.getByText("The key “team” is there twice.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Key" }).nth(1)).toHaveAttribute("aria-invalid", "true");
  await page.getByRole("button", { name: "Remove this row" }).nth(1).click();
  await expect(page.getByText("The key “team” is there twice.")).toBeHidden();
  expect(await focused(page)).toContain("Add");
});

test("what is chosen shows as chips, each of which can be taken away", async ({ page }) => {
  await openForm(page);
  await page.getByRole("checkbox", { name: "Admin" }).check();
  await page.getByRole("button", { name: "Remove Admin" }).click();
  await expect(page.getByRole("checkbox", { name: "Admin" })).not.toBeChecked();
  await expect(page.getByRole("searchbox")).toBeFocused();
});

test("opens a link of the form outside, through the host", async ({ page }) => {
  const form = await openForm(page);
  await page.getByRole("link", { name: "About roles" }).click();
  await expect.poll(() => form.opened).toEqual(["https://confidence.example/docs/roles"]);
});

test("markup from a server is text", async ({ page }) => {
  const label = "<img src=x onerror=alert(1)>";
  const form = await openForm(page, {
    load: async () => ({
      title: label,
      intro: label,
      submitLabel: label,
      fields: [
        {
          key: "a",
          type: "many",
          label,
          help: label,
          options: [{ value: label, label, description: label, group: label }],
        },
        { key: "b", type: "choice", label: `${label}2`, options: [{ value: label, label }] },
      ],
      values: { a: [label] },
    }),
  });
  await expect(page.getByRole("heading")).toHaveText(label);
  expect(await page.locator("img").count()).toBe(0);
  expect(form.violations).toEqual([]);
});

test("speaks the person's language", async ({ page }) => {
  await openForm(page, { language: "de", translations: { "Cancel": "Abbrechen", "(required)": "(Pflichtfeld)" } });
  await expect(page.getByRole("button", { name: "Abbrechen" })).toBeVisible();
  await expect(page.getByText("(Pflichtfeld)").first()).toBeVisible();
  expect(await page.locator("html").getAttribute("lang")).toBe("de");
});

test("an open list is neither cut off nor covered", async ({ page }) => {
  await page.setViewportSize({ width: 500, height: 620 });
  await openForm(page, {
    load: async () => ({
      ...createForm,
      fields: [...createForm.fields, { key: "last", type: "choice", label: "Last", options: roles(40) }],
    }),
  });
  await page.getByLabel("Last", { exact: true }).click();
  for (let down = 0; down < 5; down++) await page.keyboard.press("ArrowDown");
  const option = page.getByRole("option", { name: "Role 4" });
  await expect(option).toHaveAttribute("aria-selected", "true");
  // Playwright clicks only what nothing else covers.
  await option.click();
  await expect(page.getByLabel("Last", { exact: true })).toHaveValue("Role 4");
});
