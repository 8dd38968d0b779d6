import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * A reporter for vitest that writes what `npm test` shows of a suite: vitest's own JSON does not tell which tests passed
 * only when tried again. vitest makes it by its path, so the file to write comes in the environment.
 */
export default class CountingReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap(module => [...module.children.allTests()]);
    const inState = state => tests.filter(test => test.result().state === state);
    const groups = modules.flatMap(module => [module, ...module.children.allSuites()]);
    const failures = [
      ...unhandledErrors.map(error => ({ title: "outside of a test", message: textOf(error) })),
      ...groups.flatMap(group => group.errors().map(error => ({ title: nameOf(group), message: textOf(error) }))),
      ...inState("failed").map(test => ({ title: nameOf(test), message: test.result().errors.map(textOf).join("\n") })),
    ];
    const counts = {
      passed: inState("passed").length,
      failed: failures.length,
      skipped: inState("skipped").length,
      flaky: tests.filter(test => test.diagnostic()?.flaky).length,
      failures,
    };
    const file = process.env.KEYPORTER_TEST_REPORT;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(counts));
  }
}

/** A file has no name but its path. */
const nameOf = each => (each.type === "module" ? each.relativeModuleId : each.fullName);

const textOf = ({ stack, message }) => stack ?? message;
