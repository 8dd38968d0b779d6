import { parseArgs } from "node:util";
import { inExtensionHost } from "../in-extension-host.mjs";
import { at } from "../paths.mjs";

/**
 * `npm run test:soak -- --refreshes 10000 --rounds 1000 --minutes 60 --only "part of a name"`: the extension at work for long inside a
 * real VS Code, and what is left of it each time it comes to rest. About 20 minutes; no part of `npm test`.
 */
export default function (args) {
  const { values } = parseArgs({
    args,
    options: {
      refreshes: { type: "string", default: "10000" },
      rounds: { type: "string", default: "1000" },
      minutes: { type: "string", default: "60" },
      only: { type: "string" },
    },
  });
  return inExtensionHost({
    suite: "soak",
    hook: "hook.cjs",
    only: values.only,
    env: {
      KEYPORTER_SOAK_REFRESHES: values.refreshes,
      KEYPORTER_SOAK_ROUNDS: values.rounds,
      KEYPORTER_SOAK_MINUTES: values.minutes,
      KEYPORTER_TEST_MOCK: at("dist/mock-server.mjs"),
    },
    patience: 2 * 3_600_000,
  });
}
