import { oldest } from "../vscode.mjs";
import integration from "./test-integration.mjs";
import ui from "./test-ui.mjs";

/** `npm run test:oldest`: the integration tests and the UI tests tagged @oldest, in the oldest VS Code that package.json allows. */
export default async function (args) {
  const results = [
    await integration(["--vscode", oldest]),
    await ui(["--vscode", oldest, "--grep", "@oldest", ...args]),
  ];
  const sum = key => results.reduce((total, result) => total + (result[key] ?? 0), 0);
  return {
    passed: sum("passed"),
    failed: sum("failed"),
    skipped: sum("skipped"),
    flaky: sum("flaky"),
    failures: results.flatMap(({ failures = [] }) => failures),
  };
}
