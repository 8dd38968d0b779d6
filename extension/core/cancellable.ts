import * as l10n from "@vscode/l10n";
import { ServiceError } from "./errors.ts";

/** The promise's outcome, or a cancelled `ServiceError` as soon as the signal says so; the work itself goes on for others. */
export function cancellable<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(new ServiceError({ kind: "cancelled", message: l10n.t("Cancelled.") }));
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", cancel));
  });
}
