import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { ServiceError } from "../../../extension/core/errors.ts";
import type { Form } from "../../../extension/core/form.ts";
import { cutOff, lengthenWords } from "../l10n/longer.ts";
import { rotationStates } from "../rotation/rotation-states.ts";
import { openDetails } from "./details-host.ts";
import { forever, openForm } from "./form-host.ts";
import { keyForm } from "./key-fields.ts";
import { overviewStates } from "./overview-states.ts";
import { themeNames, type WebviewUnderTest } from "./page.ts";
import { reportStates } from "./report-states.ts";
import { awkwardCredential, createForm, credential, roles, wheres } from "./samples.ts";

/*
 * Every state of the pages in every kind of theme: axe finds nothing, nothing is wider than the page, nothing
 * breaks the page's policy, and words may be longer in another language. The pictures are for people to look at.
 */

const unreachable = new ServiceError({
  kind: "unavailable",
  message: "iam.eu.confidence.dev can't be reached.",
  hint: "Check the network and try again.",
});
const notFound = new ServiceError({
  kind: "not-found",
  message: "The API client “Nightly sync” is no longer there.",
  hint: "Somebody else may have deleted it.",
});
const unnamed = new ServiceError({ kind: "invalid", message: "The display name is taken.", field: "displayName" });

const manyForm: Form = {
  ...createForm,
  fields: [
    { key: "roles", type: "many", label: "Roles", options: roles(500) },
    { key: "owner", type: "choice", label: "Owner", options: roles(500) },
  ],
  values: { roles: ["roles/0", "roles/7", "roles/unknown-to-the-list"] },
};
const emptyForm: Form = { title: "Turn on the admin key", submitLabel: "Turn on", fields: [], values: {} };
const longForm: Form = {
  ...createForm,
  title: "Create-something-with-an-extraordinarily-long-name-that-nobody-would-choose ".repeat(2),
  fields: createForm.fields.map(field => ({ ...field, label: `${field.label}${"-and-so-on".repeat(12)}` })),
};

const submit = async (page: Page): Promise<void> => page.getByRole("button", { name: "Create" }).click();
const fillIn = async (page: Page): Promise<void> => {
  await page.getByLabel("Display name").fill("Nightly sync");
  await page.getByRole("checkbox", { name: "Admin" }).check();
  await page.getByRole("checkbox", { name: "Role 3" }).check();
};

type State = (page: Page) => Promise<WebviewUnderTest>;

const states: Readonly<Record<string, State>> = {
  "form, untouched, on production": page => openForm(page, { where: wheres.production }),
  "form, filled in, on the mock": async page => {
    const form = await openForm(page);
    await fillIn(page);
    return form;
  },
  "form, wrong, on a test server": async page => {
    const form = await openForm(page, { where: wheres.test });
    await submit(page);
    return form;
  },
  "form, refused by the server at a field": async page => {
    const form = await openForm(page, { submit: () => Promise.reject(unnamed) });
    await fillIn(page);
    await submit(page);
    return form;
  },
  "form, server unreachable": async page => {
    const form = await openForm(page, { submit: () => Promise.reject(unreachable) });
    await fillIn(page);
    await submit(page);
    return form;
  },
  "form, sending": async page => {
    const form = await openForm(page, { submit: () => forever() });
    await fillIn(page);
    await submit(page);
    return form;
  },
  "form, done in part": async page => {
    const form = await openForm(page, {
      submit: async () => ({
        type: "incomplete",
        message: "The API client “Nightly sync” was created. Its access was not granted: the server is busy.",
        retryLabel: "Grant access again",
        retry: () => Promise.reject(unreachable),
      }),
    });
    await fillIn(page);
    await submit(page);
    await page.getByRole("button", { name: "Grant access again" }).click();
    return form;
  },
  "form, loading": page => openForm(page, { load: () => forever() }),
  "form, not to be had": page => openForm(page, { load: () => Promise.reject(unreachable) }),
  "form, 500 options": page => openForm(page, { load: async () => manyForm }),
  "form, 500 options, list open": async page => {
    const form = await openForm(page, { load: async () => manyForm });
    await page.getByRole("combobox").click();
    await page.keyboard.press("ArrowDown");
    return form;
  },
  "form, no fields": page => openForm(page, { load: async () => emptyForm }),
  "form, long texts": page =>
    openForm(page, {
      load: async () => longForm,
      where: { ...wheres.production, connection: "Long ".repeat(40) },
    }),
  "form, what was typed is back": async page => {
    const form = await openForm(page);
    await fillIn(page);
    await page.waitForTimeout(300);
    await page.reload();
    return form;
  },
  "key form, generated secret, never expires": page => openForm(page, { load: async () => keyForm }),
  "key form, weak secret, past date": async page => {
    const form = await openForm(page, { load: async () => keyForm });
    await page.getByLabel("Name").fill("deploy");
    await page.getByLabel(/^Client secret/).fill("weaksecret");
    await page.getByRole("button", { name: "Show Client secret" }).click();
    await page.getByLabel("Expiration", { exact: true }).selectOption("On a date...");
    await page.getByLabel("Expiration: date").fill("2021-08-24T00:00:42");
    await submit(page);
    return form;
  },
  "details, on the mock": page => openDetails(page),
  "details, on production": page => openDetails(page, { where: wheres.production }),
  "details, secret shown": async page => {
    const details = await openDetails(page);
    await page.getByRole("button", { name: "Reveal secret" }).click();
    return details;
  },
  "details, no secret to be had": async page => {
    const details = await openDetails(page, { reveal: () => Promise.reject(unreachable) });
    await page.getByRole("button", { name: "Reveal secret" }).click();
    return details;
  },
  "details, refreshing": page => openDetails(page, { known: credential, get: () => forever() }),
  "details, loading": page => openDetails(page, { get: () => forever() }),
  "details, out of date": page => openDetails(page, { known: credential, get: () => Promise.reject(unreachable) }),
  "details, gone": page => openDetails(page, { known: credential, get: () => Promise.reject(notFound) }),
  "details, never seen and not to be had": page => openDetails(page, { get: () => Promise.reject(unreachable) }),
  "details, awkward names": page => openDetails(page, { get: async () => awkwardCredential }),
  "details, revoked": page => openDetails(page, { get: async () => ({ ...credential, state: "revoked" }) }),
  ...reportStates,
  ...rotationStates,
  ...overviewStates,
};

const pictures = fileURLToPath(new URL("../screenshots/webviews/", import.meta.url));

const complaints = async (axe: AxeBuilder): Promise<readonly string[]> => {
  // Five hundred rows are alike, and axe is slow.
  const { violations } = await axe.exclude(".check:nth-of-type(n+20)").exclude(".option:nth-of-type(n+20)").analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary ?? ""}`));
};

const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Texts of which a part can't be read, and that no tooltip completes. */
const cut = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")].flatMap(element => {
      const { overflowX, overflowY, position } = getComputedStyle(element);
      const hides = overflowX === "hidden" || overflowX === "clip" || overflowY === "hidden";
      // What only a screen reader reads is a pixel wide.
      if (!hides || (position === "absolute" && element.clientWidth <= 1)) return [];
      const isCut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
      const text = element.textContent.trim();
      return isCut && text !== "" && element.title === "" ? [text.slice(0, 60)] : [];
    }),
  );

for (const [name, open] of Object.entries(states)) {
  test(name, async ({ page }) => {
    await mkdir(pictures, { recursive: true });
    const picture = (theme: string, size: string): string =>
      `${pictures}${name.replaceAll(/\W+/g, "-")}--${size}--${theme}.png`;

    await page.setViewportSize({ width: 900, height: 760 });
    const webview = await open(page);
    await webview.settled();
    await page.evaluate(() => document.fonts.ready);
    expect(await complaints(new AxeBuilder({ page }))).toEqual([]);
    // Tall enough to show all of it: a picture of more than the window would tear the footer off its place.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width: 900, height: Math.min(height, 2000) });
    for (const theme of themeNames) {
      await webview.setTheme(theme);
      await page.screenshot({ path: picture(theme, "wide") });
      expect(await complaints(new AxeBuilder({ page }).withRules(["color-contrast"]))).toEqual([]);
    }

    await page.setViewportSize({ width: 300, height: 640 });
    await page.screenshot({ path: picture("hc-light", "narrow"), fullPage: true });
    expect(await tooWide(page)).toBeLessThanOrEqual(0);
    expect(await cut(page)).toEqual([]);

    // A zoom of 200 % is half the width and half the height to the page.
    await page.setViewportSize({ width: 450, height: 380 });
    expect(await tooWide(page)).toBeLessThanOrEqual(0);
    expect(await cut(page)).toEqual([]);
    expect(webview.violations).toEqual([]);

    await lengthenWords(page);
    for (const width of [300, 900]) {
      await page.setViewportSize({ width, height: 760 });
      await page.screenshot({ path: picture("hc-light", `longer-${width}`), fullPage: true });
      expect(await tooWide(page)).toBeLessThanOrEqual(0);
      expect(await cutOff(page)).toEqual([]);
    }
  });
}
