import { globSync, statSync } from "node:fs";
import type { Bench, Measure } from "./measure.ts";
import { at } from "./paths.ts";

const budgets: readonly (readonly [pattern: string, kilobytes: number])[] = [
  ["dist/extension.cjs", 250],
  ["dist/later.cjs", 250],
  ["dist/webviews/{form,details,report,rotation}.js", 60],
  // With the chart library, for this page alone.
  ["dist/webviews/overview.js", 90],
  ["dist/mock.mjs", 500],
  ["dist/undici.cjs", 320],
  [".vscode-test/keyporter.vsix", 1536],
];

/** What people download and what VS Code has to read. */
export const sizes: Bench = async () =>
  budgets.flatMap(([pattern, budget]): Measure[] => {
    const files = globSync(pattern, { cwd: at(".") });
    if (files.length === 0) throw new Error(`There is no ${pattern} to measure.`);
    return files.map(file => ({ what: file, value: statSync(at(file)).size / 1024, unit: "KB", budget, hard: true }));
  });
