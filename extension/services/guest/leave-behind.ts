import * as l10n from "@vscode/l10n";
import { ServiceError } from "../../core/errors.ts";

/** After a cancel an action may still look up what became of it. */
const LOOK_UP_MS = 30_000;

/** The outcome of an action that was told to stop; one that goes on for too long is left to itself, and nobody knows what it did. */
export function leaveBehind<Value>(work: Promise<Value>, signal: AbortSignal, afterMs = LOOK_UP_MS): Promise<Value> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const cancelled = (): void => {
      timer = setTimeout(
        () => reject(new ServiceError({ kind: "cancelled", message: l10n.t("Cancelled."), outcomeUnknown: true })),
        afterMs,
      );
    };
    if (signal.aborted) cancelled();
    signal.addEventListener("abort", cancelled, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancelled);
    });
  });
}
