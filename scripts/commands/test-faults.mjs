import { mkdirSync, rmSync } from "node:fs";
import { build } from "../build.mjs";
import { run } from "../child.mjs";
import { counted } from "../counted.mjs";
import { at, cache } from "../paths.mjs";

/** `npm run test:faults -- --runs 200`: ends windows in the middle of their work, and looks whether a secret was lost. */
export default async function (args) {
  await build();
  const report = cache("results", "faults.json");
  mkdirSync(cache("results"), { recursive: true });
  rmSync(report, { force: true });
  const { code } = await run(process.execPath, [at("test/faults/main.ts"), `--report=${report}`, ...args]);
  return counted(report, code, counts => counts);
}
