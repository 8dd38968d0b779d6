import type { Form, FormValues } from "../../core/form.ts";
import type { Where } from "../messages.ts";
import type { FormRef } from "./ref.ts";

export type SubmitResult =
  /** `leadsOn`: something else was opened in its place. */
  | { readonly type: "done"; readonly leadsOn?: boolean }
  /** Something belongs to the action and was not done; `retry` does just that part. */
  | {
      readonly type: "incomplete";
      readonly message: string;
      readonly retryLabel: string;
      retry(signal: AbortSignal): Promise<SubmitResult>;
    };

/** What the form tabs need of the rest of the extension. */
export interface FormBackend {
  /** Undefined where the connection is gone. */
  where(ref: FormRef): Where | undefined;
  /** The tab's title. */
  title(ref: FormRef): string;
  load(ref: FormRef, signal: AbortSignal): Promise<Form>;
  /** Throws a `ServiceError`; one with a `field` lands at that field. */
  submit(ref: FormRef, values: FormValues, signal: AbortSignal): Promise<SubmitResult>;
}
