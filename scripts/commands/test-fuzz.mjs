import { globSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Failure } from "../failure.mjs";
import { root } from "../paths.mjs";
import { vitest } from "../vitest.mjs";

/**
 * `npm run test:fuzz -- --runs 10000 --only "part of a name" dotenv`: all property tests that there are, or those of the files so called,
 * each tried so many times (a tenth of that where each try starts programs). What fast-check prints of a failure, `--seed N --path P --only "its name"` tries again.
 */
export default function (args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      runs: { type: "string", default: "10000" },
      seed: { type: "string", default: String(Date.now() % 100_000) },
      path: { type: "string" },
      only: { type: "string" },
    },
  });
  if (values.path !== undefined && values.only === undefined)
    throw new Failure('A path is that of one property: name it with --only "part of its name".', 2);
  process.env.KEYPORTER_FUZZ = values.runs;
  process.env.KEYPORTER_FUZZ_SEED = values.seed;
  if (values.path !== undefined) process.env.KEYPORTER_FUZZ_PATH = values.path;
  const files = withProperties().filter(name => positionals.every(part => name.includes(part)));
  if (files.length === 0) throw new Failure(`No property test is called ${positionals.join(" ")}.`, 2);
  console.log(`${files.length} files with properties, ${values.runs} runs of each, seed ${values.seed}`);
  // Those that say nothing of their time have the usual 5 s, which so many runs are not done in.
  const more = ["--testTimeout=3600000", ...(values.only === undefined ? [] : [`--testNamePattern=${values.only}`])];
  return vitest("unit", ["--project=conformance", ...more, ...files]);
}

function withProperties() {
  return globSync("test/**/*.test.ts", { cwd: root }).filter(name =>
    readFileSync(`${root}/${name}`, "utf8").includes("fc.assert("),
  );
}
