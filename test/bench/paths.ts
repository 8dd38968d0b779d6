import { fileURLToPath } from "node:url";
import { join } from "node:path";

/** A path inside the checkout. */
export const at = (path: string): string => join(fileURLToPath(new URL("../..", import.meta.url)), path);
