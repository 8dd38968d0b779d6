import * as l10n from "@vscode/l10n";
import { ServiceError, describeError, isCancelled } from "../../core/errors.ts";
import type { Form } from "../../core/form.ts";
import type { Refused, Unfinished } from "./messages.ts";

/** A form whose connection is no longer there. */
export const connectionGone = () => ({
  type: "unavailable" as const,
  message: l10n.t("The connection of this form was removed. Add it again in the Credentials view, or close this tab."),
  canRetry: false,
});

/** What was left undone when the window was reloaded: it can be read, but no longer be done from the form. */
export const afterReload = (message: string): Unfinished => ({
  message: `${message} ${l10n.t("The window was reloaded since, so this can't be tried again from here: open the credential in the Credentials view.")}`,
});

/** What a failed attempt means for the form: a complaint at a field of it, or about the whole. */
export function refusal(form: Form, error: unknown): Refused {
  const field = error instanceof ServiceError ? error.field : undefined;
  return field !== undefined && form.fields.some(({ key }) => key === field)
    ? { fields: { [field]: (error instanceof ServiceError ? error.said : undefined) ?? describeError(error) } }
    : { message: failureText(error), fields: {} };
}

/** What a failed attempt means for the whole. */
export function failureText(error: unknown): string {
  if (!isCancelled(error)) return describeError(error);
  if (!(error instanceof ServiceError)) {
    return l10n.t("Stopped. It is not known whether the server did it: look before you send it again.");
  }
  return error.outcomeUnknown ? describeError(error) : l10n.t("Stopped before anything was changed.");
}

/** What to know before a form is sent again whose answer a reload has swallowed. */
export const lostOutcome = (): Refused => ({
  message: l10n.t(
    "The window was reloaded while this was being sent, so it is not known whether the server did it. Look in the Credentials view before you send it again.",
  ),
  fields: {},
});
