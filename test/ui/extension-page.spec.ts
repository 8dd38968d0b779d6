import { expect, test } from "./harness/fixtures.ts";

test.use({ windowSize: { width: 1280, height: 900 } });

test("VS Code's page of the extension shows the README, with no picture that is broken and no link that leads nowhere", async ({
  workbench,
  snap,
}) => {
  await workbench.run("Extensions: Show Installed Extensions");
  await workbench.page.locator(".extensions-viewlet .extension-list-item", { hasText: "Keyporter" }).first().click();
  const page = workbench.page.frameLocator("iframe.webview.ready:visible").frameLocator("#active-frame");
  await expect(page.getByRole("heading", { name: "Keyporter", level: 1 })).toBeVisible();
  await snap("the page of the extension");
  for (const picture of await page.locator("img").all()) {
    expect(
      await picture.evaluate(element => element instanceof HTMLImageElement && element.naturalWidth),
    ).toBeGreaterThan(100);
  }
  const links = await page.locator("a[href]").evaluateAll(all => all.map(link => link.getAttribute("href") ?? ""));
  expect(links.filter(link => !/^(https:|#)/.test(link))).toEqual([]);
});
