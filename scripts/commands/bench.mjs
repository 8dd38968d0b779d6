import { run } from "../child.mjs";
import { at } from "../paths.mjs";
import integration from "./test-integration.mjs";
import { driveVsCode } from "./test-ui.mjs";

/** `npm run bench`: builds, packages, measures in a VS Code what only shows there, and prints everything against its budget. */
export default async function () {
  const inside = await integration([]);
  const driven = await driveVsCode("**/*.speed.ts", []);
  const { code } = await run(process.execPath, [at("test/bench/main.ts")]);
  return code || Number(inside.failed + driven.failed > 0);
}
