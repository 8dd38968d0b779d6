import { ServiceError } from "../../../extension/core/errors.ts";

/** The `ServiceError` that this ends with; anything else fails the test. */
export async function failure(work: Promise<unknown>): Promise<ServiceError> {
  const outcome = await work.then(
    () => "it succeeded",
    (error: unknown) => error,
  );
  if (outcome instanceof ServiceError) return outcome;
  throw new Error(`expected a ServiceError, but: ${String(outcome)}`, { cause: outcome });
}
