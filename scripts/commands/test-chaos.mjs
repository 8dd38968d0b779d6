import { parseArgs } from "node:util";
import { inExtensionHost } from "../in-extension-host.mjs";
import { at } from "../paths.mjs";
import { vsCodeAskedFor } from "../vscode.mjs";

/**
 * `npm run test:chaos -- --actions 500 --seed 7 --only "part of a name"`: the extension inside a real VS Code, while everything
 * around it goes wrong. Without arguments about a minute of it.
 */
export default async function (args) {
  const { version, rest } = vsCodeAskedFor(args);
  const { values } = parseArgs({
    args: rest,
    options: {
      actions: { type: "string", default: "60" },
      seed: { type: "string", default: String(Date.now() % 100_000) },
      only: { type: "string" },
    },
  });
  return inExtensionHost({
    suite: "chaos",
    hook: "hook.cjs",
    version,
    only: values.only,
    env: {
      KEYPORTER_CHAOS_ACTIONS: values.actions,
      KEYPORTER_CHAOS_SEED: values.seed,
      KEYPORTER_TEST_MOCK: at("dist/mock-server.mjs"),
    },
    patience: 300_000 + Number(values.actions) * 5000,
  });
}
