import { rmSync } from "node:fs";
import { build } from "./build.mjs";
import { onCi } from "./on-ci.mjs";
import { run } from "./child.mjs";
import { at, cache } from "./paths.mjs";
import { counted } from "./counted.mjs";

/** Runs one of the projects of test/vitest.config.ts. */
export async function vitest(project, args) {
  await build();
  return countedRun(cache("results", `${project}.json`), [
    "--config=test/vitest.config.ts",
    `--project=${project}`,
    ...(onCi ? ["--retry=1"] : []),
    ...args,
  ]);
}

/** Runs vitest with these arguments, and counts. */
export async function countedRun(report, args) {
  rmSync(report, { force: true });
  const { code } = await run(
    process.execPath,
    [
      at("node_modules/vitest/vitest.mjs"),
      "run",
      "--reporter=default",
      `--reporter=${at("scripts/counting-reporter.mjs")}`,
      ...args,
    ],
    { env: { ...process.env, KEYPORTER_TEST_REPORT: report } },
  );
  return counted(report, code, counts => counts);
}
