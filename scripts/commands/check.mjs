import { build } from "../build.mjs";
import { run } from "../child.mjs";
import { at } from "../paths.mjs";

const checks = {
  "types": ["typescript/bin/tsc", "-p", "."],
  "types of the webviews": ["typescript/bin/tsc", "-p", "extension/webviews/ui"],
  "types of the UI tests": ["typescript/bin/tsc", "-p", "test/ui"],
  "lint": ["eslint/bin/eslint.js", "."],
  "format": ["prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."],
};

/** `npm run check`: each of them counts as one. */
export default async function () {
  // The tests are typed against dist/mock.d.ts, as other projects' tests will be.
  await build();
  let failed = 0;
  for (const [name, [program, ...args]] of Object.entries(checks)) {
    const { code } = await run(process.execPath, [at("node_modules", program), ...args]);
    console.log(`${code === 0 ? "ok    " : "FAILED"} ${name}`);
    if (code !== 0) failed += 1;
  }
  return { passed: Object.keys(checks).length - failed, failed };
}
