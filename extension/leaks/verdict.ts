import { isEnvFile } from "../delivery/env-file-name.ts";
import type { Ignored } from "../delivery/ignored-by-git.ts";

/** `leak`: no secret belongs there. `unhidden`: it does, but git would take it along. */
export type Verdict = "leak" | "unhidden" | "fine";

/** What to make of a file, with slashes in its path, that holds a secret. Where nobody knows about git, an .env file is fine. */
export function verdictOn(path: string, ignored: Ignored): Verdict {
  if (ignored === "ignored") return "fine";
  if (!isEnvFile(path)) return "leak";
  return ignored === "not-ignored" ? "unhidden" : "fine";
}
