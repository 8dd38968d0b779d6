import * as v from "valibot";
import { describeError } from "../../core/errors.ts";
import { checkForm, type Form, type FormValues } from "../../core/form.ts";
import type { FormBackend, SubmitResult } from "./backend.ts";
import { changesFrom, hasChanges } from "./draft.ts";
import type { Drafts } from "./drafts.ts";
import { afterReload, connectionGone, failureText, lostOutcome, refusal } from "./failures.ts";
import {
  fromForm,
  keptForm,
  type FromForm,
  type KeptDraft,
  type Refused,
  type ToForm,
  type Unfinished,
} from "./messages.ts";
import { formRefKey, formRef, type FormRef } from "./ref.ts";

/** The tab that shows a session now. */
export interface FormTab {
  readonly visible: boolean;
  post(message: ToForm): void;
  openLink(url: string): void;
  /** `leadsOn`: something else was opened in its place. */
  close(leadsOn: boolean): void;
}

export interface FormSessionHooks {
  /** The page said something that it never says; the content is not handed on. */
  misunderstood(): void;
  /** Something happened that the person should know, and no visible tab shows it. */
  unseen(message: string): void;
}

type State =
  | { readonly type: "new" }
  | { readonly type: "loading" }
  | { readonly type: "unavailable"; readonly message: string; readonly canRetry: boolean }
  | { readonly type: "editing"; readonly form: Form; readonly refused?: Refused }
  | { readonly type: "sending"; readonly form: Form; readonly abort: AbortController }
  | {
      readonly type: "incomplete";
      readonly unfinished: Unfinished;
      readonly retry?: (signal: AbortSignal) => Promise<SubmitResult>;
      readonly abort?: AbortController;
    }
  | { readonly type: "done" };

/**
 * One form while it is being filled in and sent. It outlives its tab, which VS Code may hide (the page is then gone) or
 * the person may close: nothing typed is lost with it, and what was being sent is seen through.
 */
export class FormSession {
  readonly ref: FormRef;
  readonly #backend: FormBackend;
  readonly #hooks: FormSessionHooks;
  readonly #drafts: Drafts | undefined;
  #tab: FormTab | undefined;
  #state: State = { type: "new" };
  #changes: FormValues = {};
  /** Keys of the generated secrets that the person replaced or looked at; the values stay in the page. */
  #knownSecrets: readonly string[] = [];
  #restored = false;
  #loading = new AbortController();
  /** The form that the living page shows, so that it is not drawn again under the person's hands. */
  #drawn: Form | undefined;

  constructor(ref: FormRef, backend: FormBackend, hooks: FormSessionHooks, drafts?: Drafts) {
    this.ref = ref;
    this.#backend = backend;
    this.#hooks = hooks;
    this.#drafts = drafts;
  }

  /** A tab shows the session from now on; its page says `ready` once it has loaded. */
  attach(tab: FormTab): void {
    this.#tab = tab;
    this.#drawn = undefined;
    this.#restored = hasChanges(this.#changes);
    // A reopened form is fetched again, so that its options and values are those of now; a refusal stays readable.
    const stays = this.#state.type === "editing" && this.#state.refused !== undefined;
    if (!stays && this.#state.type !== "sending" && this.#state.type !== "incomplete") this.#state = { type: "new" };
  }

  /** The tab was closed. True where there is something to come back to. */
  detach(): boolean {
    this.#tab = undefined;
    this.#loading.abort();
    if (this.#state.type === "sending") return true;
    if (this.#state.type === "incomplete" && this.#state.abort !== undefined) return true;
    if (this.#state.type === "done" || this.#state.type === "incomplete") {
      this.#drafts?.save(this.ref, { changes: {} });
      return false;
    }
    if (this.#state.type === "loading") this.#state = { type: "new" };
    return hasChanges(this.#changes);
  }

  /** Takes what the page posted, whatever it is. */
  receive(message: unknown): void {
    const parsed = v.safeParse(fromForm, message);
    if (parsed.success) this.#handle(parsed.output);
    else this.#hooks.misunderstood();
  }

  #handle(message: FromForm): void {
    switch (message.type) {
      case "ready": {
        void this.#ready(message.kept);
        return;
      }
      case "draft":
        if (this.#state.type !== "editing" && this.#state.type !== "sending") return;
        this.#changes = message.changes;
        this.#knownSecrets = message.knownSecrets ?? [];
        this.#keep();
        return;
      case "submit": {
        this.#submit(message.values);
        return;
      }
      case "retry": {
        this.#retry();
        return;
      }
      case "reload":
        if (this.#state.type === "unavailable" && this.#state.canRetry) void this.#load();
        return;
      case "cancel": {
        this.#cancel();
        return;
      }
      case "startOver":
        if (this.#state.type !== "editing") return;
        this.#forget();
        this.#drawn = undefined;
        this.#show({ type: "editing", form: this.#state.form });
        this.#keep();
        return;
      case "open":
        if (this.#links().includes(message.url)) this.#tab?.openLink(message.url);
        return;
    }
  }

  async #ready(raw: unknown): Promise<void> {
    this.#drawn = undefined;
    const kept = this.#ofThisForm(raw);
    if (this.#state.type === "new") return this.#begin(kept);
    // The page may have been hidden before its last keystroke reached us.
    if (this.#state.type === "editing" && kept !== undefined) this.#take(kept);
    this.#show(this.#state);
  }

  /** What a page kept, where it is about this form. */
  #ofThisForm(raw: unknown): KeptDraft | undefined {
    const kept = v.safeParse(keptForm, raw);
    const ref = v.safeParse(formRef, kept.success ? kept.output.ref : undefined);
    const same = ref.success && formRefKey(ref.output) === formRefKey(this.ref);
    return kept.success && same ? kept.output : undefined;
  }

  async #begin(kept: KeptDraft | undefined): Promise<void> {
    this.#state = { type: "loading" };
    // A tab that VS Code restores may be an old one, from before the form was sent: where there are files, they know better.
    const draft = this.#drafts === undefined ? kept : await this.#drafts.load(this.ref);
    if (draft !== undefined) this.#take(draft);
    this.#restored = hasChanges(this.#changes);
    if (typeof draft?.was === "object") {
      this.#show({ type: "incomplete", unfinished: afterReload(draft.was.unfinished) });
    } else await this.#load(draft?.was === "sending" ? lostOutcome() : undefined);
  }

  #take(draft: KeptDraft): void {
    this.#changes = draft.changes;
    this.#knownSecrets = draft.knownSecrets ?? [];
  }

  #forget(): void {
    this.#changes = {};
    this.#knownSecrets = [];
    this.#restored = false;
  }

  /** Writes down what a reloaded window has to know. */
  #keep(): void {
    const state = this.#state;
    if (state.type === "incomplete") {
      this.#drafts?.save(this.ref, { changes: {}, was: { unfinished: state.unfinished.message } });
      return;
    }
    const draft: KeptDraft = { changes: this.#changes, knownSecrets: [...this.#knownSecrets] };
    this.#drafts?.save(this.ref, state.type === "sending" ? { ...draft, was: "sending" } : draft);
  }

  async #load(refused?: Refused): Promise<void> {
    if (this.#backend.where(this.ref) === undefined) {
      this.#show(connectionGone());
      return;
    }
    this.#loading.abort();
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    this.#show({ type: "loading" });
    try {
      const form = await this.#backend.load(this.ref, signal);
      if (!signal.aborted) this.#show({ type: "editing", form, ...(refused && { refused }) });
    } catch (error) {
      if (!signal.aborted) this.#show({ type: "unavailable", message: describeError(error), canRetry: true });
    }
  }

  #submit(values: FormValues): void {
    if (this.#state.type !== "editing") return;
    const { form } = this.#state;
    const known = new Set(form.fields.map(field => field.key));
    const input = Object.fromEntries(Object.entries(values).filter(([key]) => known.has(key)));
    this.#changes = changesFrom(form.fields, form.values, input);
    const fields = checkForm(form.fields, input);
    if (Object.keys(fields).length > 0) {
      this.#show({ type: "editing", form, refused: { fields } });
      return;
    }
    const abort = new AbortController();
    this.#show({ type: "sending", form, abort });
    this.#keep();
    void this.#settle(this.#backend.submit(this.ref, input, abort.signal), error => ({
      type: "editing",
      form,
      refused: refusal(form, error),
    }));
  }

  #retry(): void {
    if (this.#state.type !== "incomplete" || this.#state.abort !== undefined) return;
    const { retry, unfinished } = this.#state;
    if (retry === undefined) return;
    const { message, retryLabel } = unfinished;
    const before: Unfinished = { message, ...(retryLabel !== undefined && { retryLabel }) };
    const abort = new AbortController();
    this.#show({ type: "incomplete", unfinished: before, retry, abort });
    void this.#settle(retry(abort.signal), error => ({
      type: "incomplete",
      unfinished: { ...before, error: failureText(error) },
      retry,
    }));
  }

  async #settle(work: Promise<SubmitResult>, failed: (error: unknown) => State): Promise<void> {
    try {
      const result = await work;
      this.#forget();
      if (result.type === "done") {
        this.#state = { type: "done" };
        this.#keep();
        this.#tab?.close(result.leadsOn === true);
        return;
      }
      const { message, retryLabel } = result;
      this.#show({ type: "incomplete", unfinished: { message, retryLabel }, retry: signal => result.retry(signal) });
      this.#keep();
      this.#mention(message);
    } catch (error) {
      this.#show(failed(error));
      this.#keep();
      this.#mention(failureText(error));
    }
  }

  #cancel(): void {
    const abort = this.#state.type === "sending" || this.#state.type === "incomplete" ? this.#state.abort : undefined;
    if (abort === undefined) this.#tab?.close(false);
    else abort.abort();
  }

  /** A page that is hidden gets nothing: it asks with `ready` when it is back. */
  #show(state: State): void {
    this.#state = state;
    if (this.#tab?.visible !== true) return;
    const message = this.#message(state);
    if (message !== undefined) this.#tab.post(message);
    this.#drawn = state.type === "editing" || state.type === "sending" ? state.form : undefined;
  }

  #mention(message: string): void {
    if (this.#tab?.visible !== true) this.#hooks.unseen(message);
  }

  #message(state: State): ToForm | undefined {
    const { ref } = this;
    const where = this.#backend.where(ref);
    switch (state.type) {
      case "new":
      case "done":
        return undefined;
      case "loading":
        return { type: "loading", ref, where };
      case "unavailable":
        return { type: "unavailable", message: state.message, canRetry: state.canRetry, where };
      case "incomplete":
        return { type: "incomplete", ref, where, unfinished: state.unfinished, sending: state.abort !== undefined };
      case "editing":
      case "sending": {
        const { form } = state;
        const sending = state.type === "sending";
        const refused = state.type === "editing" ? state.refused : undefined;
        if (this.#drawn === form)
          return refused === undefined ? { type: "sending", sending } : { type: "refused", refused };
        if (where === undefined) return { ...connectionGone(), where };
        const [changes, restored, knownSecrets] = [this.#changes, this.#restored, this.#knownSecrets];
        return {
          type: "form",
          ref,
          where,
          form,
          changes,
          restored,
          knownSecrets,
          sending,
          ...(refused && { refused }),
        };
      }
    }
  }

  #links(): readonly string[] {
    if (this.#state.type !== "editing" && this.#state.type !== "sending") return [];
    return this.#state.form.fields.flatMap(field => (field.link === undefined ? [] : [field.link.url]));
  }
}
