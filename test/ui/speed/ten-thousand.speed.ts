import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addConfidence, demoClient } from "../harness/add-connection.ts";
import { addOctane } from "../harness/add-octane.ts";
import type { MockServer } from "keyporter/mock";
import { expect, test } from "../harness/fixtures.ts";
import { startMock } from "../harness/mock.ts";
import { extensionHeap } from "./extension-heap.ts";
import { rowTimes } from "./row-times.ts";

/* `npm run bench`: 10,000 credentials over three connections, in a real VS Code. test/bench/speed.ts holds what is written here against the budgets. */

const KEYS = 4500;
const ROUNDS = 3;
const REFRESHES = 100;
const results = join(import.meta.dirname, "../../../.vscode-test/results/speed.json");

/** When the first page of the list was answered that was asked for last. */
function firstPageAt(mock: MockServer): number {
  const pages = mock.journal.exchanges({ method: "GET", path: "/api/*" });
  const first = pages.findLast(({ request: { query } }) => query["offset"] === "0" && query["limit"] === "1000");
  if (first === undefined) throw new Error("No page was asked for.");
  return Date.parse(first.at) + first.milliseconds;
}

test.use({ windowSize: { width: 1400, height: 900 } });

test("10,000 credentials over three connections", async ({ vscode, credentials, workbench, snap }) => {
  test.setTimeout(1_200_000);
  await rm(results, { force: true });
  let pages: number[] = [];
  const mock = await startMock({
    seed: `large:${KEYS}`,
    onRequest: ({ method, path }) => {
      if (method === "GET" && /\/(apiClients|api_accesses)/.test(path)) pages.push(Date.now());
    },
  });
  /** Until the servers have been left alone for a while. */
  const quiet = async (milliseconds: number): Promise<void> => {
    await expect
      .poll(() => Date.now() - (pages.at(-1) ?? Date.now()), { timeout: 120_000 })
      .toBeGreaterThan(milliseconds);
  };
  try {
    await credentials.open();
    // Octane's come all by themselves, of Confidence's a thousand.
    await addConfidence(workbench, { address: mock.url, environment: "Test", name: "Flags", signIn: demoClient });
    await quiet(3000);
    await addOctane(workbench, { address: mock.url, name: "Octane one" });
    await quiet(3000);
    const collapse = (name: string): Promise<void> => credentials.row(name).locator(".monaco-tl-twistie").click();
    await collapse("Flags");
    await collapse("Octane one");
    const { page } = vscode;
    const times = await rowTimes(page);
    pages = [];
    await times.start();
    await addOctane(workbench, { address: mock.url, name: "Octane two" });
    const shown = await times.firstWith("gitlab-runner");
    const firstRows = [shown - firstPageAt(mock)];
    await quiet(3000);
    await credentials.expand("Octane one");
    await credentials.expand("Flags");
    await snap("10,000 rows");

    const firstKeys: number[] = [];
    const lastKeys: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await workbench.run("Keyporter: Filter Credentials...");
      await expect(workbench.quickInput.title).toContainText("Filter");
      await times.start();
      // Of 10,000 rows thousands have the first digit, a handful all four.
      await page.keyboard.type("4321", { delay: 90 });
      const there = await times.firstWith("4321");
      const { first, last } = await times.keys();
      firstKeys.push((await times.firstChange()) - first);
      lastKeys.push(there - last);
      await quiet(2000);
      await workbench.quickInput.cancel();
      await expect(credentials.rowElements.nth(10)).toBeVisible();
      // All rows are drawn anew below those that can be seen, which nothing tells of.
      await page.waitForTimeout(5000);
    }

    await workbench.run("Keyporter: Focus on Credentials View");
    const heap = await extensionHeap(vscode);
    const refresh = async (times: number): Promise<void> => {
      for (let count = 0; count < times; count++) {
        pages = [];
        await page.keyboard.press("F5");
        await expect.poll(() => pages.length, { timeout: 30_000 }).toBeGreaterThan(0);
        await quiet(400);
      }
    };
    await refresh(5);
    await quiet(5000);
    const before = await heap();
    await refresh(REFRESHES);
    await quiet(5000);
    const after = await heap();
    await mkdir(join(results, ".."), { recursive: true });
    await writeFile(
      results,
      JSON.stringify({ firstRows, firstKeys, lastKeys, refreshes: REFRESHES, heap: { before, after } }),
    );
  } finally {
    await mock.stop();
  }
});
