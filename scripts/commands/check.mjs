import { build } from "../build.mjs";
import { run } from "../child.mjs";
import { at } from "../paths.mjs";

const checks = {
  "lint": ["eslint/bin/eslint.js", "."],
  "types": ["typescript/bin/tsc", "-p", "."],
  "types of the webviews": ["typescript/bin/tsc", "-p", "extension/webviews/ui"],
  "types of the dashboard": ["typescript/bin/tsc", "-p", "mock-server/dashboard/page"],
  "types of the UI tests": ["typescript/bin/tsc", "-p", "test/ui"],
  "format": ["prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."],
};

/** `npm run check`: each of them counts as one; two at a time, for two cores. */
export default async function () {
  // The tests are typed against dist/mock.d.ts, as other projects' tests will be.
  await build();
  const waiting = Object.entries(checks);
  const failures = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      if (!(await passes(...next))) failures.push({ title: next[0], message: "" });
  };
  await Promise.all([worker(), worker()]);
  return { passed: Object.keys(checks).length - failures.length, failed: failures.length, failures };
}

async function passes(name, [program, ...args]) {
  const { code, output } = await run(process.execPath, [at("node_modules", program), ...args], { capture: true });
  process.stdout.write(output);
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${name}`);
  return code === 0;
}
