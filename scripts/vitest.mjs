import { rmSync } from "node:fs";
import { build } from "./build.mjs";
import { onCi } from "./on-ci.mjs";
import { run } from "./child.mjs";
import { at, cache } from "./paths.mjs";
import { counted } from "./counted.mjs";

/** Runs one of the projects of test/vitest.config.ts. */
export async function vitest(project, args) {
  await build();
  const report = cache("results", `${project}.json`);
  rmSync(report, { force: true });
  const { code } = await run(process.execPath, [
    at("node_modules/vitest/vitest.mjs"),
    "run",
    "--config=test/vitest.config.ts",
    `--project=${project}`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...(onCi ? ["--retry=1"] : []),
    ...args,
  ]);
  return counted(report, code, results => ({
    passed: results.numPassedTests,
    failed: results.numFailedTests,
    skipped: results.numPendingTests,
    failures: results.testResults.flatMap(file => [
      ...(file.status === "failed" && file.assertionResults.length === 0
        ? [{ title: file.name, message: file.message }]
        : []),
      ...file.assertionResults
        .filter(({ status }) => status === "failed")
        .map(({ fullName, failureMessages }) => ({ title: fullName, message: failureMessages.join("\n") })),
    ]),
  }));
}
