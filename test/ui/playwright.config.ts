import { defineConfig } from "@playwright/test";
import { browserFlags } from "./harness/browser-flags.ts";
import { environment } from "./harness/environment.ts";

const onCi = Boolean(process.env["CI"]);

export default defineConfig({
  testDir: ".",
  // `npm run pictures` and `npm run bench` drive VS Code in the same way.
  testMatch: process.env["KEYPORTER_TEST_FILES"] ?? "**/*.spec.ts",
  outputDir: "../../.vscode-test/results/ui",
  // Two cores are what the smallest machine of ours has, and every test starts a VS Code of its own.
  workers: 2,
  fullyParallel: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: onCi,
  // `npm test` says how many passed only when they were tried again.
  retries: onCi ? 2 : 0,
  reporter: [["list"], ["json"]],
  use: {
    launchOptions: { executablePath: environment().browser, args: browserFlags },
    actionTimeout: 15_000,
  },
});
