import { addConfidence, demoClient } from "../harness/add-connection.ts";
import { addOctane } from "../harness/add-octane.ts";
import { expect, test } from "../harness/fixtures.ts";
import type { Theme } from "../harness/theme.ts";

/*
 * Pictures for people to look at, in every kind of theme, of what is hardest to draw; and what a screen reader says of every row.
 */

const awkward = [
  "لوحة التحكم في العملاء",
  "מפתח הפריסה (ייצור)",
  "🚀 Rocket launch 🔑🔑",
  "👩‍👩‍👧‍👦 Family account",
  "a-name-that-goes-on-and-on-because-nobody-ever-told-its-author-to-stop-and-the-server-takes-whatever-it-is-given",
  "名前がとても長いクライアント",
];

const STATE = /\b(Active|Expires|Expired|Revoked|On|Off)\b/u;

test.use({ windowSize: { width: 1100, height: 1000 } });

for (const theme of ["dark", "light", "hc-dark", "hc-light"] satisfies readonly Theme[]) {
  test.describe(theme, () => {
    test.use({ theme });
    test("rows of every environment and state can be told apart, seen or heard", async ({
      credentials,
      workbench,
      mock,
      snap,
    }) => {
      test.setTimeout(240_000);
      for (const displayName of awkward) {
        await fetch(`${mock.url}/v1/apiClients`, {
          method: "POST",
          headers: { "authorization": "Bearer demo-confidence-token", "content-type": "application/json" },
          body: JSON.stringify({ displayName }),
        });
      }
      await credentials.open();
      await credentials.pressWelcome("Try It Offline");
      await expect(credentials.row("Admin key")).toBeVisible({ timeout: 40_000 });
      await credentials.row("Confidence Demo").locator(".monaco-tl-twistie").click();
      await credentials.row("Octane Demo").locator(".monaco-tl-twistie").click();
      await addConfidence(workbench, {
        address: mock.url,
        environment: "Test",
        name: "Staging",
        signIn: demoClient,
      });
      await addOctane(workbench, { address: mock.url, environment: "Production", name: "Live space" });
      await expect(credentials.row("Live space")).toContainText("10", { timeout: 40_000 });
      await workbench.page.keyboard.press("Escape");
      await expect(credentials.row(awkward[0] ?? "")).toBeVisible();
      await workbench.page.mouse.move(700, 300);
      await snap("the side bar as it opens");

      const sash = workbench.page.locator(".monaco-sash.vertical").nth(1);
      await sash.hover();
      await workbench.page.mouse.down();
      await workbench.page.mouse.move(720, 400, { steps: 4 });
      await workbench.page.mouse.up();
      await snap("with room");

      const heard = await credentials.rowElements.evaluateAll(rows =>
        rows.map(row => ({
          level: row.getAttribute("aria-level"),
          label: row.getAttribute("aria-label") ?? "",
        })),
      );
      const keys = heard.filter(({ level }) => level === "2");
      expect(keys.length).toBeGreaterThan(20);
      for (const { label } of keys) expect(label).toMatch(STATE);
      for (const { label } of keys) expect(label).toMatch(/(Mock|Test|Production) connection/u);
      expect(keys.map(({ label }) => label)).toContainEqual(expect.stringMatching(/jira-sync, .*Expired last month/u));
      for (const { label } of heard.filter(({ level }) => level === "1"))
        expect(label).toMatch(/(Mock|Test|Production) connection/u);

      await workbench.run("Keyporter: Filter Credentials...");
      await workbench.quickInput.accept("night owl");
      const nothing = workbench.page.getByLabel("Nothing matches “night owl”, clear the filter, Staging");
      await expect(nothing).toBeVisible();
      await snap("nothing matches");
      await nothing.click();
      await expect(credentials.row("Terraform")).toBeVisible();

      await mock.stop();
      await workbench.run("Keyporter: Refresh All");
      await expect(credentials.row("Staging")).toContainText("can't be reached");
      await expect(credentials.row("Staging")).toHaveAttribute("aria-label", /Nobody listens at/u);
      await expect(credentials.row("Live space")).toContainText("can't be reached");
      await expect(credentials.row(awkward[0] ?? "")).toBeVisible();
      await snap("two servers unreachable, with what was known");
    });
  });
}

test.describe("ten thousand", () => {
  test.use({ mockOptions: { seed: "large:10000" } });

  test("rows are there to their end, and can be filtered", async ({ credentials, workbench, mock, snap }) => {
    test.setTimeout(150_000);
    await credentials.open();
    await addOctane(workbench, { address: mock.url, name: "Large" });
    await expect(credentials.row("Large")).toContainText("10,000", { timeout: 60_000 });
    const goToEnd = (row: string): Promise<void> =>
      expect(async () => {
        await workbench.page.keyboard.press("End");
        await expect(credentials.row(row)).toBeVisible({ timeout: 1000 });
      }).toPass({ timeout: 30_000 });
    await credentials.select("Large");
    // A click closes it, too.
    await credentials.expand("Large");
    await goToEnd("Load more...");
    await expect(credentials.row("Load more...")).toContainText("10,000 loaded");
    await workbench.page.keyboard.press("Enter");
    await goToEnd("pipeline-10000");
    await snap("the end of ten thousand");
    await workbench.run("Preferences: Toggle between Light/Dark Themes");
    await expect(workbench.page.locator(".monaco-workbench.vs")).toBeVisible();
    await expect(credentials.row("pipeline-10000")).toBeVisible();
    await snap("the end of ten thousand, light");
    await workbench.run("Keyporter: Filter Credentials...");
    await workbench.quickInput.accept("9876");
    await expect(credentials.rowElements.filter({ hasText: "9876" }).first()).toBeVisible();
    await expect(credentials.row("Large")).toContainText(/\b1\b/u);
    await snap("what matches of ten thousand");
  });
});
