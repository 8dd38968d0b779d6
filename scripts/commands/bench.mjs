import { run } from "../child.mjs";
import { at } from "../paths.mjs";
import integration from "./test-integration.mjs";

/** `npm run bench`: builds, packages, starts a VS Code once for the activation, and prints everything against its budget. */
export default async function () {
  const { failed } = await integration([]);
  const { code } = await run(process.execPath, [at("test/bench/main.ts")]);
  return code || Number(failed > 0);
}
