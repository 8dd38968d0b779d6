import { start, stop } from "../child.mjs";
import { build } from "../build.mjs";
import { freePort } from "../free-port.mjs";
import { inExtensionHost } from "../in-extension-host.mjs";
import { at } from "../paths.mjs";

/** `npm run test:reloads`: reloads the window of a real VS Code in the middle of each action, and looks what became of it. */
export default async function () {
  await build();
  const port = await freePort();
  const mock = start(process.execPath, [at("dist/mock-server.mjs"), "--memory", "--quiet", `--port=${port}`]);
  try {
    const env = { KEYPORTER_TEST_MOCK_URL: `http://127.0.0.1:${port}` };
    return await inExtensionHost({ suite: "reloads", hook: "hook.cjs", env, patience: 600_000 });
  } finally {
    await stop(mock);
  }
}
