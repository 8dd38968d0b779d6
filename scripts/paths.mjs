import { fileURLToPath } from "node:url";
import { join } from "node:path";

/** The checkout, whatever the current folder is. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** A path inside the checkout. */
export const at = (...parts) => join(root, ...parts);

/** A path inside the folder for everything that is fetched or made on the way; git ignores it. */
export const cache = (...parts) => at(".vscode-test", ...parts);
