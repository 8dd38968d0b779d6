import * as v from "valibot";

const Environment = v.object({
  KEYPORTER_TEST_BROWSER: v.string(),
  KEYPORTER_TEST_VSCODE: v.string(),
  KEYPORTER_TEST_VSCODE_NODE: v.string(),
  KEYPORTER_TEST_EXTENSION: v.string(),
});

/** What `npm run test:ui` has installed: the browser, code-server's program and its Node, the folder of the packaged extension. */
export function environment(): { browser: string; vscode: string; node: string; extension: string } {
  const parsed = v.safeParse(Environment, process.env);
  if (!parsed.success)
    throw new Error("Start the UI tests with `npm run test:ui`: it installs what they need and says where.");
  const {
    KEYPORTER_TEST_BROWSER: browser,
    KEYPORTER_TEST_VSCODE: vscode,
    KEYPORTER_TEST_VSCODE_NODE: node,
    KEYPORTER_TEST_EXTENSION: extension,
  } = parsed.output;
  return { browser, vscode, node, extension };
}
