import { stripVTControlCharacters } from "node:util";
import { Failure } from "../failure.mjs";
import { build, packageVsix } from "../build.mjs";
import { cache } from "../paths.mjs";

const LINES_OF_A_FAILURE = 6;

const suites = {
  build: async () => {
    await build();
    const { warnings } = await packageVsix(cache("keyporter.vsix"));
    for (const warning of warnings) console.error(warning);
    return { passed: 1, failed: warnings.length };
  },
  check: suite("check"),
  unit: suite("test-unit"),
  conformance: suite("test-conformance"),
  packaging: suite("test-packaging"),
  faults: suite("test-faults"),
  chaos: suite("test-chaos", "--seed", "1"),
  integration: suite("test-integration"),
  ui: suite("test-ui"),
  oldest: suite("test-oldest"),
};

/** `npm test`: everything, each suite also after another has failed; `npm test -- unit ui` runs those two. */
export default async function (names) {
  const unknown = names.filter(name => !(name in suites));
  if (unknown.length > 0)
    throw new Failure(`No suite is called ${unknown.join(", ")}. There are: ${Object.keys(suites).join(", ")}.`, 2);
  const chosen = Object.entries(suites).filter(([name]) => names.length === 0 || names.includes(name));
  const rows = [];
  for (const [name, perform] of chosen) {
    console.log(`\n=== ${name} ===`);
    const started = performance.now();
    const result = await perform().catch(failed);
    rows.push({ name, seconds: (performance.now() - started) / 1000, ...ofNothing(result) });
  }
  printTable(rows);
  printFailures(rows);
  const [passed, failures] = [sum(rows, "passed"), sum(rows, "failed")];
  console.log(`\n${passed} passed, ${failures} failed`);
  return failures > 0 ? 1 : 0;
}

function suite(command, ...args) {
  return async () => {
    const { default: perform } = await import(`./${command}.mjs`);
    return perform(args);
  };
}

function failed(error) {
  console.error(error instanceof Failure ? error.message : error);
  return { passed: 0, failed: 1, failures: [{ title: "did not run", message: error.message }] };
}

/** A suite in which no test ran has found nothing out. */
function ofNothing(result) {
  return result.passed + result.failed === 0 ? { ...result, failed: 1, remark: "no test ran" } : result;
}

function printTable(rows) {
  console.log(`\n${"suite".padEnd(14)}${"passed".padStart(8)}${"failed".padStart(8)}${"seconds".padStart(9)}`);
  for (const { name, passed, failed, seconds, skipped, flaky, remark } of rows) {
    const remarks = [remark, skipped && `${skipped} skipped`, flaky && `${flaky} passed only when tried again`].filter(
      Boolean,
    );
    const numbers = [String(passed).padStart(8), String(failed).padStart(8), seconds.toFixed(1).padStart(9)];
    console.log(`${name.padEnd(14)}${numbers.join("")}${remarks.length > 0 ? `  ${remarks.join(", ")}` : ""}`);
  }
}

/** Once more and in short, so that nobody has to look for them in all that the suites have printed. */
function printFailures(rows) {
  for (const { name, failures = [] } of rows) {
    for (const { title, message } of failures) {
      const lines = stripVTControlCharacters(message)
        .split("\n")
        .filter(line => line.trim() !== "")
        .slice(0, LINES_OF_A_FAILURE);
      console.log([`\n${name}: ${title}`, ...lines.map(line => `    ${line.slice(0, 300)}`)].join("\n"));
    }
  }
}

const sum = (rows, key) => rows.reduce((total, row) => total + row[key], 0);
