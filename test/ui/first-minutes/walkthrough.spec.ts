import type { Locator } from "@playwright/test";
import { expect, test } from "../harness/fixtures.ts";
import type { Workbench } from "../harness/workbench.ts";

const titles = [
  "Try it offline",
  "Connect a service",
  "Create a key",
  "Deliver it where it is needed",
  "Watch what expires",
];

const stepOf = ({ page }: Workbench, title: string): Locator =>
  page.locator(".gettingStartedContainer .getting-started-step", { hasText: title });

/**
 * VS Code learns of an extension's walkthrough up to five seconds after its start: it first asks which experiments there are. Asked
 * for earlier, 1.110 shows a walkthrough of its own to who has never used it, and stays there; a person asks again.
 */
async function openWalkthrough(workbench: Workbench): Promise<void> {
  await expect(async () => {
    await workbench.run("Keyporter: Open Walkthrough");
    await expect(stepOf(workbench, "Try it offline")).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
}

/** The drawing beside the steps. VS Code shows the frame that it is in a moment after it has loaded: it is called active only then. */
const pictureIn = ({ page }: Workbench): Locator =>
  page.frameLocator("iframe.webview.ready").frameLocator("#active-frame").locator("svg");

const drawn = (picture: Locator): Promise<string> => picture.evaluate(svg => svg.outerHTML);

/** The colours that it is drawn in. */
const coloursOf = (picture: Locator): Promise<readonly string[]> =>
  picture
    .locator("[stroke], [fill]")
    .evaluateAll(parts => parts.map(part => getComputedStyle(part)).flatMap(({ stroke, fill }) => [stroke, fill]));

// VS Code leaves the picture out where there is little room.
test.use({ windowSize: { width: 1600, height: 900 } });

test("the walkthrough has five steps, each with a picture of its own in the theme's colours", async ({
  workbench,
  snap,
}) => {
  await openWalkthrough(workbench);
  await expect(workbench.page.locator(".getting-started-step .step-title")).toHaveText(titles);
  const picture = pictureIn(workbench);
  const seen = new Set<string>();
  for (const title of titles) {
    await stepOf(workbench, title).click();
    await expect(stepOf(workbench, title)).toHaveAttribute("aria-expanded", "true");
    await expect.poll(async () => seen.has(await drawn(picture))).toBe(false);
    seen.add(await drawn(picture));
    await snap(title);
  }
  const dark = await coloursOf(picture);
  await workbench.run("Preferences: Toggle between Light/Dark Themes");
  await expect.poll(() => coloursOf(picture)).not.toEqual(dark);
  await snap("in a light theme");
});

test.describe("high contrast", () => {
  test.use({ theme: "hc-dark" });

  test("the walkthrough's pictures have the colours of both high contrast themes", async ({ workbench, snap }) => {
    await openWalkthrough(workbench);
    const picture = pictureIn(workbench);
    const first = await drawn(picture);
    await stepOf(workbench, "Watch what expires").click();
    await expect.poll(() => drawn(picture)).not.toBe(first);
    const dark = await coloursOf(picture);
    expect(dark).not.toEqual([]);
    await snap("dark");
    await workbench.run("Preferences: Toggle between Light/Dark Themes");
    await expect.poll(() => coloursOf(picture)).not.toEqual(dark);
    await snap("light");
  });
});

test("the walkthrough ticks off what was done, by whichever way", async ({ credentials, workbench, snap }) => {
  await openWalkthrough(workbench);
  const isDone = async (title: string): Promise<boolean> =>
    (await stepOf(workbench, title).locator(".codicon-getting-started-step-checked").count()) > 0;
  expect(await isDone("Try it offline")).toBe(false);
  await stepOf(workbench, "Try it offline").getByRole("button", { name: "Try It Offline" }).click();
  await expect(credentials.row("Terraform")).toBeVisible();
  await expect.poll(() => isDone("Try it offline")).toBe(true);
  expect(await isDone("Connect a service")).toBe(false);
  expect(await isDone("Create a key")).toBe(false);
  await snap("the first step is done");
});
