import * as l10n from "@vscode/l10n";
import { ServiceError } from "./errors.ts";

/** Waits, or throws a cancelled `ServiceError` as soon as the signal says so. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      clearTimeout(timer);
      reject(new ServiceError({ kind: "cancelled", message: l10n.t("Cancelled.") }));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", cancel);
      resolve();
    }, ms);
    if (signal.aborted) cancel();
    else signal.addEventListener("abort", cancel, { once: true });
  });
}
