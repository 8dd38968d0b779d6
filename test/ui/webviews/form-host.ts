import type { Page } from "@playwright/test";
import type { Form, FormValues } from "../../../extension/core/form.ts";
import type { FormBackend, SubmitResult } from "../../../extension/webviews/form/backend.ts";
import { FormSession } from "../../../extension/webviews/form/session.ts";
import type { Where } from "../../../extension/webviews/messages.ts";
import { misunderstood } from "./hosted-page.ts";
import { openWebview, type OpenOptions, type WebviewUnderTest } from "./page.ts";
import { createForm, ref, wheres } from "./samples.ts";

export interface FormHostOptions extends OpenOptions {
  readonly where?: Where;
  load?(): Promise<Form>;
  submit?(values: FormValues, signal: AbortSignal): Promise<SubmitResult>;
}

export interface FormUnderTest extends WebviewUnderTest {
  readonly submitted: readonly FormValues[];
  readonly opened: readonly string[];
  closed(): boolean;
}

/** A form page with the extension's own session behind it; only the service is the test's. */
export async function openForm(page: Page, options: FormHostOptions = {}): Promise<FormUnderTest> {
  const submitted: FormValues[] = [];
  const opened: string[] = [];
  let closed = false;
  const backend: FormBackend = {
    where: () => options.where ?? wheres.mock,
    title: () => "Create an API client",
    load: () => options.load?.() ?? Promise.resolve(createForm),
    submit: (_ref, values, signal) => {
      submitted.push(values);
      return options.submit?.(values, signal) ?? Promise.resolve({ type: "done" });
    },
  };
  const session = new FormSession(ref, backend, {
    misunderstood,
    unseen: () => undefined,
  });
  const waiting: unknown[] = [];
  const shown: { webview?: WebviewUnderTest } = {};
  session.attach({
    visible: true,
    post: message => {
      if (shown.webview === undefined) waiting.push(message);
      else shown.webview.post(message);
    },
    openLink: url => opened.push(url),
    close: () => (closed = true),
  });
  const webview = await openWebview(page, "form", message => session.receive(message), options);
  shown.webview = webview;
  waiting.forEach(message => webview.post(message));
  return Object.assign(webview, { submitted, opened, closed: () => closed });
}

/** Work that goes on until it is told to stop, as a request does. */
export const untilAborted = (signal: AbortSignal, error: () => Error): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(error())));

/** Work that never ends. */
export const forever = <T>(): Promise<T> => new Promise<T>(() => undefined);
