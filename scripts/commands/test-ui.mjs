import { rmSync } from "node:fs";
import { installedExtension } from "../build.mjs";
import { installBrowser } from "../browser.mjs";
import { run } from "../child.mjs";
import { counted } from "../counted.mjs";
import { at, cache } from "../paths.mjs";
import { installVsCode, vsCodeAskedFor } from "../vscode.mjs";

/** `npm run test:ui -- -g "a name"`; with `--vscode 1.110` in another VS Code than the newest */
export default args => driveVsCode("**/*.spec.ts", args);

/** Runs these files of test/ui, each test in a VS Code of its own. */
export async function driveVsCode(files, args) {
  const { version, rest } = vsCodeAskedFor(args);
  const browser = await installBrowser();
  const { entry, node } = await installVsCode(version);
  const extension = await installedExtension(version);
  const report = cache("results/ui.json");
  rmSync(report, { force: true });
  const { code } = await run(
    process.execPath,
    [at("node_modules/@playwright/test/cli.js"), "test", "--config=test/ui/playwright.config.ts", ...rest],
    {
      env: {
        ...process.env,
        KEYPORTER_TEST_FILES: files,
        KEYPORTER_TEST_BROWSER: browser,
        KEYPORTER_TEST_VSCODE: entry,
        KEYPORTER_TEST_VSCODE_NODE: node,
        KEYPORTER_TEST_EXTENSION: extension,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
    },
  );
  return counted(report, code, ({ stats, suites, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    flaky: stats.flaky,
    failures: [
      ...errors.map(({ message }) => ({ title: "outside of a test", message })),
      ...suites
        .flatMap(specsOf)
        .filter(({ ok }) => !ok)
        .map(failureOf),
    ],
  }));
}

const specsOf = ({ specs, suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

const failureOf = ({ title, file, tests }) => ({
  title: `${file} › ${title}`,
  message: tests.at(-1)?.results.at(-1)?.error?.message ?? "",
});
