import * as l10n from "@vscode/l10n";
import { ServiceError } from "./errors.ts";

/**
 * What it means that a signal has ended something: the person's own cancel, which is no failure, or a time limit of ours
 * (`AbortSignal.timeout`), which is one, and has to be told.
 */
export function interrupted(signal: AbortSignal, outcomeUnknown = false): ServiceError {
  return isTimeLimit(signal)
    ? new ServiceError({
        kind: "unavailable",
        message: l10n.t("The server did not answer in time."),
        hint: l10n.t("Try again; if it stays like this, check your network or proxy."),
        outcomeUnknown,
      })
    : new ServiceError({ kind: "cancelled", message: l10n.t("Cancelled."), outcomeUnknown });
}

/** Whether a signal was ended by its own clock. */
export function isTimeLimit({ reason }: AbortSignal): boolean {
  return reason instanceof Error && reason.name === "TimeoutError";
}
