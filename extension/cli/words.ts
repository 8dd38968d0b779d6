import { describeError, ServiceError } from "../core/errors.ts";
import { isUntrusted } from "../core/network-errors.ts";
import { redact } from "../core/redact.ts";
import { UsageError } from "./usage-error.ts";

/** What an error says, with what to do about it here, where there is no connection to edit and nobody to ask. */
export function wordsOf(error: unknown): string {
  // Of flags and fields, whose names may look like those of secrets.
  if (error instanceof UsageError) return error.message;
  return redact(hinted(error));
}

function hinted(error: unknown): string {
  if (!(error instanceof ServiceError)) return describeError(error);
  if (error.kind === "unauthenticated") return `${error.message} Look at the variables that sign in (--help).`;
  if (isUntrusted(error)) {
    return `${error.message} If your company has an authority of its own, name its certificate: --ca FILE.`;
  }
  return describeError(error);
}
