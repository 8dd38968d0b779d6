import { interrupted } from "./interrupted.ts";

/** The promise's outcome, or a `ServiceError` as soon as the signal says so; the work itself goes on for others. */
export function cancellable<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(interrupted(signal));
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", cancel));
  });
}
