import { explainExpiring } from "./explain-expiring.ts";
import { findClientId } from "./find-client-id.ts";
import { inspectCredential } from "./inspect-credential.ts";
import { listCredentials } from "./list-credentials.ts";
import { prepareRotation } from "./prepare-rotation.ts";
import type { Tool } from "./tool.ts";

/** Every tool for language models; a test keeps it and package.json equal. */
export const tools: readonly Tool[] = [
  listCredentials,
  inspectCredential,
  explainExpiring,
  findClientId,
  prepareRotation,
];
