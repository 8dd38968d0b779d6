import { isCancelled, ServiceError } from "../core/errors.ts";
import { UsageError } from "./usage-error.ts";

/** What the shell is told. `--help` explains them; a number never gets another meaning. */
export const ExitCode = {
  done: 0,
  /** `expiring --exit-code` found something. */
  found: 1,
  usage: 2,
  /** The sign-in was refused, or may not do this. */
  notAllowed: 3,
  /** The server refused what was asked for: not there, not valid, a conflict. */
  refused: 4,
  /** Nobody answered, or not as this service answers; nothing was changed. */
  unavailable: 5,
  /** Nobody knows whether it was done. */
  unknown: 6,
  /** Done, but not all of it. */
  incomplete: 7,
  cancelled: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** What an error means to the shell, where nothing was to be changed yet. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return ExitCode.usage;
  if (error instanceof ServiceError) {
    switch (error.kind) {
      case "unauthenticated":
      case "forbidden":
        return ExitCode.notAllowed;
      case "not-found":
      case "invalid":
      case "conflict":
        return ExitCode.refused;
      case "throttled":
      case "unavailable":
      case "protocol":
        return ExitCode.unavailable;
      case "cancelled":
        return ExitCode.cancelled;
    }
  }
  return isCancelled(error) ? ExitCode.cancelled : ExitCode.unavailable;
}
