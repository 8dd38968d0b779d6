import * as v from "valibot";
import type { FieldErrors, Form, FormValues } from "../core/form.ts";
import type { Credential, Detail } from "../core/model.ts";

/*
 * The one protocol between the extension host and its webviews. The host parses what comes in with these schemas; what goes
 * out is typed. Dates travel as ISO strings. A secret travels in one message only (`secret`), is shown until
 * it is hidden again, and is never part of a webview's kept state.
 */

const pair = v.object({ key: v.string(), value: v.string() });
const fieldValue = v.union([v.string(), v.array(v.string()), v.array(pair)]);
export const formValues = v.record(v.string(), fieldValue);

/** What the form page says. `ready` comes at each load of the page, also after it was hidden or the window reloaded. */
export const fromForm = v.variant("type", [
  v.object({ type: v.literal("ready") }),
  /** On every change, debounced; secret fields are left out. Kept by the host so that nothing typed is lost. */
  v.object({ type: v.literal("draft"), values: formValues }),
  v.object({ type: v.literal("submit"), values: formValues }),
  /** Do again what was left undone (`incomplete`). */
  v.object({ type: v.literal("retry") }),
  /** While sending: stop; otherwise: close. */
  v.object({ type: v.literal("cancel") }),
  /** Only a link that the form itself holds. */
  v.object({ type: v.literal("open"), url: v.string() }),
]);
export type FromForm = v.InferOutput<typeof fromForm>;

export type ToForm =
  | { readonly type: "form"; readonly form: Form; readonly values: FormValues; readonly where: Where }
  /** The form can't be had: what happened and what to do; the page offers to try again (`ready`). */
  | { readonly type: "unavailable"; readonly message: string; readonly where: Where }
  | { readonly type: "sending" }
  /** `fields` by key; `message` for what belongs to no field. */
  | { readonly type: "refused"; readonly message?: string; readonly fields: FieldErrors }
  | { readonly type: "incomplete"; readonly message: string; readonly retryLabel: string };

/** What the detail page says. */
export const fromDetails = v.variant("type", [
  v.object({ type: v.literal("ready") }),
  v.object({ type: v.literal("refresh") }),
  v.object({ type: v.literal("reveal") }),
  v.object({ type: v.literal("copy"), detail: v.string() }),
  v.object({ type: v.literal("copySecret") }),
  v.object({ type: v.literal("action"), action: v.string() }),
]);
export type FromDetails = v.InferOutput<typeof fromDetails>;

/** A `Detail` whose date is an ISO string, with the text that the host made for it in the person's locale. */
export type SentDetail = Omit<Detail, "value"> & {
  readonly value:
    | Exclude<Detail["value"], { type: "date" }>
    | { readonly type: "date"; readonly iso: string; readonly text: string; readonly relative: string };
};

export interface SentAction {
  readonly id: string;
  readonly title: string;
  readonly icon: string;
  readonly destructive: boolean;
}

export type ToDetails =
  | {
      readonly type: "credential";
      readonly label: string;
      readonly kind: string;
      readonly state: Credential["state"];
      readonly stateText: string;
      readonly details: readonly SentDetail[];
      readonly actions: readonly SentAction[];
      readonly where: Where;
      /** True while what is shown may be old, because a fresh answer is on its way. */
      readonly refreshing: boolean;
    }
  /** `gone`: the credential is no longer on the server. What was shown before stays visible below the message. */
  | { readonly type: "problem"; readonly message: string; readonly gone: boolean }
  | { readonly type: "secret"; readonly value: string; readonly hideAfterSeconds: number }
  | { readonly type: "secretUnavailable"; readonly message: string };

/** Which connection a page belongs to: a banner that no mock can wear by mistake. */
export interface Where {
  readonly connection: string;
  readonly service: string;
  readonly environment: "production" | "test" | "mock";
  /** "Production", "Test", "Mock" in the person's language. */
  readonly environmentLabel: string;
  /** The host name or the words "bundled mock server". */
  readonly server: string;
}
