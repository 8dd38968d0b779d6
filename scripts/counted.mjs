import { existsSync, readFileSync } from "node:fs";

/**
 * The counts of a suite out of its report. A runner that fails without a failed test (a file that does not load, an
 * error after the last test, no report at all) counts as one failure: it must never look like a success.
 */
export function counted(report, code, count) {
  const counts = existsSync(report) ? count(JSON.parse(readFileSync(report, "utf8"))) : { passed: 0, failed: 0 };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
