import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const script = new URL("../../../scripts/vitest.mjs", import.meta.url).href;
const fixture = join(import.meta.dirname, "fixture");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keyporter-vitest-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What scripts/vitest.mjs counts when vitest runs the files of fixture/ of these names. */
async function countsOf(...names: readonly string[]): Promise<unknown> {
  const report = join(folder, "report.json");
  const program = [
    `import { countedRun } from ${JSON.stringify(script)};`,
    `const counts = await countedRun(${JSON.stringify(report)}, ${JSON.stringify(["--root", fixture, ...names])});`,
    "console.log(`\\n${JSON.stringify(counts)}`);",
  ].join("\n");
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
}

describe("the counts of a suite", { timeout: 60_000 }, () => {
  test("tell what passed only when tried again, what failed and why, and what was skipped", async () => {
    expect(await countsOf("tries")).toEqual({
      passed: 2,
      failed: 2,
      skipped: 2,
      flaky: 1,
      failures: [
        { title: "a group that cannot begin", message: expect.stringContaining("nothing to begin with") as string },
        { title: "a test > fails each time", message: expect.stringContaining("expected 'one' to be 'two'") as string },
      ],
    });
  });

  test("take a file that does not load for a failure", async () => {
    expect(await countsOf("broken")).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
      flaky: 0,
      failures: [{ title: "broken.fixture.ts", message: expect.stringContaining("this file does not load") as string }],
    });
  });
});
