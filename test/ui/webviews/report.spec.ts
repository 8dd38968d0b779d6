import { expect, test, type Page } from "@playwright/test";
import type { ReportPart } from "../../../extension/services/service.ts";
import { end, found, going, openReport, pages, progress } from "./report-host.ts";
import { failing } from "./report-states.ts";

const done = end(true, "Compared 120 pages.");
const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" });
const rows = (page: Page) => page.locator(".finding:not([hidden])");
const filter = (page: Page) => page.getByRole("searchbox", { name: "Filter" });

/** A reading that the test leads on. */
function led() {
  const waiting: ((part: ReportPart) => void)[] = [];
  let stopped = false;
  async function* read(signal: AbortSignal): AsyncGenerator<ReportPart> {
    signal.addEventListener("abort", () => (stopped = true));
    for (;;) yield await new Promise<ReportPart>(resolve => waiting.push(resolve));
  }
  const send = async (part: ReportPart): Promise<void> => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    waiting.shift()?.(part);
  };
  return { read, send, isStopped: () => stopped };
}

test("what is found is drawn while the reading goes on, in groups with their counts", async ({ page }) => {
  const { read, send } = led();
  await openReport(page, { read });
  await expect(page.getByText("Reading...").first()).toBeVisible();
  await send(found({ id: "s", group: "Spaces", label: "HR" }, ...pages(2)));
  await send(progress("Compared 50 pages"));
  await expect(rows(page)).toHaveCount(3);
  await expect(page.locator(".status")).toHaveText("Compared 50 pages");
  await send(found(...pages(3, 2)));
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(["Spaces (1)", "Pages (5)"]);
  await send(done);
  await expect(page.locator(".status")).toHaveText("Complete. Compared 120 pages.");
  await expect(page.locator(".progress")).toBeHidden();
});

test("stops, keeps what was found as incomplete, and hands the focus on", async ({ page }) => {
  const { read, send, isStopped } = led();
  await openReport(page, { read });
  await send(found(...pages(2)));
  await expect(rows(page)).toHaveCount(2);
  await button(page, "Stop").press("Enter");
  await expect(page.locator(".status")).toHaveText(/^Incomplete\. Stopped/);
  expect(isStopped()).toBe(true);
  await expect(rows(page)).toHaveCount(2);
  await expect(button(page, "Run Again")).toBeFocused();
});

test("run again begins from nothing", async ({ page }) => {
  let times = 0;
  await openReport(page, {
    read: signal => going(signal, times++ === 0 ? [found(...pages(3)), done] : [found(...pages(1))]),
  });
  await expect(rows(page)).toHaveCount(3);
  await button(page, "Run Again").click();
  await expect(rows(page)).toHaveCount(1);
  await expect(button(page, "Stop")).toBeFocused();
});

test("says what went wrong, and tries again", async ({ page }) => {
  let times = 0;
  await openReport(page, { read: signal => (times++ === 0 ? failing([]) : going(signal, [found(...pages(1)), done])) });
  await expect(page.locator(".status")).toHaveText(/Check the network and try again\./);
  await button(page, "Try Again").click();
  await expect(rows(page)).toHaveCount(1);
});

test("nothing found is said in so many words", async ({ page }) => {
  await openReport(page, { read: signal => going(signal, [done]) });
  await expect(page.getByRole("heading", { name: "Nothing found" })).toBeVisible();
  await expect(filter(page)).toBeHidden();
  await expect(button(page, "Copy as Markdown List")).toBeHidden();
});

test("the filter leaves what it lets through, counts it, also of what comes later, and can be cleared", async ({
  page,
}) => {
  const { read, send } = led();
  await openReport(page, { read });
  await send(found(...pages(4)));
  await filter(page).fill("board");
  await expect(rows(page)).toHaveCount(2);
  await send(found(...pages(4, 4)));
  await expect(rows(page)).toHaveCount(4);
  await expect(page.locator(".counted")).toHaveText("4 of 8 shown");
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(["Pages (4 / 8)"]);
  await filter(page).fill("no such page");
  await expect(page.getByText("Nothing matches the filter")).toBeVisible();
  await button(page, "Clear Filter").click();
  await expect(rows(page)).toHaveCount(8);
  await expect(filter(page)).toBeFocused();
});

test("opens a page in the browser, the one that was meant, whatever the filter hides", async ({ page }) => {
  const report = await openReport(page, {
    read: signal =>
      going(signal, [
        found(...pages(12)),
        found({ id: "x", group: "Pages", label: "No link", url: "https://evil.example" }),
        done,
      ]),
  });
  await expect(rows(page)).toHaveCount(13);
  await expect(button(page, "Open in Browser: No link")).toHaveCount(0);
  await filter(page).fill("page 11");
  await button(page, "Open in Browser: Page 11").click();
  await expect.poll(() => report.opened).toEqual(["https://acme.example/wiki/pages/11"]);
});

test("copies the list, as the filter leaves it", async ({ page }) => {
  const report = await openReport(page, { read: signal => going(signal, [found(...pages(12)), done]) });
  await filter(page).fill("page 11");
  await button(page, "Copy as Markdown List").click();
  await expect(page.getByRole("status")).toHaveText(/Copied 1 as a Markdown list\./);
  expect(report.copied).toEqual(["- Pages\n  - [Page 11](https://acme.example/wiki/pages/11) (Board)\n"]);
});

test("a hidden tab goes on reading; shown again it has everything, and its filter, and nothing of that was kept", async ({
  page,
}) => {
  const { read, send } = led();
  const report = await openReport(page, { read });
  await send(found(...pages(2)));
  await filter(page).fill("page");
  await expect(rows(page)).toHaveCount(2);
  await page.waitForTimeout(700);
  await report.hideAndShow(async () => {
    await send(found(...pages(2, 2)));
    await send(done);
  });
  await expect(rows(page)).toHaveCount(4);
  await expect(filter(page)).toHaveValue("page");
  await expect(page.locator(".status")).toHaveText(/Complete/);
  expect(Object.keys((await report.kept()) as object)).toEqual(["ref"]);
});

test("after a reload of the window nothing is read until somebody says so", async ({ page }) => {
  let times = 0;
  await openReport(page, {
    restored: true,
    read: signal => {
      times++;
      return going(signal, [done]);
    },
  });
  await expect(page.locator(".status")).toHaveText(/Not read yet\. The window was reloaded/);
  expect(times).toBe(0);
  await button(page, "Run Again").click();
  await expect(page.getByRole("heading", { name: "Nothing found" })).toBeVisible();
});

test("the list is one stop of the Tab key, in which the arrow keys reach every row", async ({ page }) => {
  await openReport(page, {
    read: signal => going(signal, [found(...pages(3), { id: "x", group: "Others", label: "Without a link" }), done]),
  });
  await expect(rows(page)).toHaveCount(4);
  await button(page, "Run Again").focus();
  await page.keyboard.press("Tab");
  await expect(button(page, "Open in Browser: Page 0")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(button(page, "Open in Browser: Page 1")).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("listitem").filter({ hasText: "Without a link" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(button(page, "Run Again")).toBeFocused();
});

test("names from a server stay text, and the page's policy holds", async ({ page }) => {
  const report = await openReport(page, {
    read: signal =>
      going(signal, [found({ id: "1", group: "<b>Pages</b>", label: "<img src=x onerror=alert(1)>" }), done]),
  });
  await expect(page.locator(".name")).toHaveText("<img src=x onerror=alert(1)>");
  expect(await page.locator("img, .findings b").count()).toBe(0);
  expect(report.violations).toEqual([]);
});

test("how far it is is read out now and then, the end at once", async ({ page }) => {
  await page.clock.install();
  const { read, send } = led();
  await openReport(page, { read });
  await page.clock.runFor(100);
  await expect(page.getByRole("status")).toHaveText("Reading...");
  await send(progress("Compared 1 page"));
  await page.clock.runFor(100);
  await expect(page.locator(".status")).toHaveText("Compared 1 page");
  await expect(page.getByRole("status")).toHaveText("Reading...");
  await page.clock.runFor(5000);
  await send(progress("Compared 2 pages"));
  await expect(page.getByRole("status")).toHaveText("Compared 2 pages");
  await send(done);
  await expect(page.getByRole("status")).toHaveText("Complete. Compared 120 pages.");
});

test.describe("ten thousand findings", () => {
  const all = pages(10_000);
  /** The longest time in which the page could not have answered, while something was done to it. */
  const longestFrame = async (page: Page, work: () => Promise<void>): Promise<number> => {
    await page.evaluate(() => {
      const frames = window as unknown as { longest: number };
      frames.longest = 0;
      let last = performance.now();
      const watch = (): void => {
        const now = performance.now();
        frames.longest = Math.max(frames.longest, now - last);
        last = now;
        requestAnimationFrame(watch);
      };
      requestAnimationFrame(watch);
    });
    await work();
    return page.evaluate(() => (window as unknown as { longest: number }).longest);
  };

  // Found by their place and not by their role: to look through all roles of the page is work that a person does not make.
  const box = (page: Page) => page.locator("input");
  const focused = (page: Page) => page.locator(":focus");

  test("are drawn, filtered and walked through without a standstill", async ({ page }) => {
    const { read, send } = led();
    await openReport(page, { read });
    const drawing = await longestFrame(page, async () => {
      await send(found(...all));
      await expect(page.locator("h2")).toHaveText("Pages (10,000)", { timeout: 30_000 });
    });
    const filtering = await longestFrame(page, async () => {
      await box(page).pressSequentially("999");
      await expect(page.locator(".counted")).toHaveText("19 of 10,000 shown");
      await box(page).fill("");
      await expect(page.locator(".counted")).toHaveText("");
    });
    const walking = await longestFrame(page, async () => {
      await page.locator("#stop").focus();
      await page.keyboard.press("Tab");
      await page.keyboard.press("End");
      await expect(focused(page)).toHaveAccessibleName("Open in Browser: Page 9999");
      await expect(focused(page)).toBeInViewport();
    });
    const said = `longest frames: drawing ${drawing} ms, filtering ${filtering} ms, walking ${walking} ms`;
    // A machine that is busy with other tests takes its time; a page that lays out every row takes many times as long.
    expect(Math.max(drawing, filtering, walking), said).toBeLessThan(1000);
    test.info().annotations.push({ type: "measured", description: said });
  });
});
