import { inExtensionHost } from "../in-extension-host.mjs";
import { vsCodeAskedFor } from "../vscode.mjs";

/** `npm run test:integration -- "part of a name"`: runs test/integration inside the extension host of a real VS Code; `--vscode 1.110` says of which. */
export default async function (args) {
  const {
    version,
    rest: [only],
  } = vsCodeAskedFor(args);
  // Watches the extension host from its first moment: how long does activation take, what does it read and write?
  return inExtensionHost({ suite: "integration", hook: "activation/watch.cjs", version, only });
}
