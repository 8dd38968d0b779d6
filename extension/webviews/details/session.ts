import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import { clean } from "../../core/clean-text.ts";
import { ServiceError, describeError, isCancelled } from "../../core/errors.ts";
import { actionId, type Credential } from "../../core/model.ts";
import type { DetailsBackend } from "./backend.ts";
import { askWhereKept, canReveal, type KeptSecret, notAsked, placeOf, sentPlace } from "./kept-secret.ts";
import { fromDetails, type FromDetails, type ToDetails } from "./messages.ts";
import { copiedText, sentCredential } from "./present.ts";
import type { DetailsRef } from "./ref.ts";

/** The tab that shows a session. */
export interface DetailsTab {
  readonly visible: boolean;
  readonly language: string;
  post(message: ToDetails): void;
  setTitle(title: string): void;
}

export interface DetailsSessionHooks {
  /** The page said something that it never says; the content is not handed on. */
  misunderstood(): void;
}

/** A secret is shown this long at most. */
const HIDE_AFTER_SECONDS = 30;

/** One credential while its tab is open. It asks again whenever the page is shown, and when something changed. */
export class DetailsSession {
  readonly #ref: DetailsRef;
  readonly #backend: DetailsBackend;
  readonly #tab: DetailsTab;
  readonly #hooks: DetailsSessionHooks;
  readonly #closed = new AbortController();
  #credential: Credential | undefined;
  #kept: KeptSecret;
  #problem: { message: string; gone: boolean } | undefined;
  #refreshing: "no" | "yes" | "again" = "no";
  #askForSecret: boolean;
  #pageReady = false;
  #revealing = new AbortController();

  constructor(
    ref: DetailsRef,
    backend: DetailsBackend,
    tab: DetailsTab,
    hooks: DetailsSessionHooks,
    options: { readonly reveal: boolean },
  ) {
    this.#ref = ref;
    this.#backend = backend;
    this.#tab = tab;
    this.#hooks = hooks;
    this.#credential = backend.known(ref);
    this.#kept = notAsked(backend);
    this.#askForSecret = options.reveal;
  }

  /** Takes what the page posted, whatever it is. */
  receive(message: unknown): void {
    const parsed = v.safeParse(fromDetails, message);
    if (parsed.success) this.#handle(parsed.output);
    else this.#hooks.misunderstood();
  }

  /** Something changed on the connection: ask again, now or when the page is next shown. */
  changed(): void {
    this.#credential = this.#backend.known(this.#ref) ?? this.#credential;
    if (this.#tab.visible && this.#pageReady) void this.#refresh();
  }

  /** Shows the secret as soon as the page can. */
  reveal(): void {
    this.#askForSecret = true;
    if (this.#tab.visible && this.#pageReady) this.#askPageForSecret();
  }

  /** The tab was hidden, and its page is gone until `ready`: nothing that was asked for may appear later. */
  hidden(): void {
    this.#pageReady = false;
    this.#revealing.abort();
  }

  dispose(): void {
    this.#closed.abort();
    this.#revealing.abort();
  }

  #handle(message: FromDetails): void {
    switch (message.type) {
      case "ready":
        this.#pageReady = true;
        void this.#refresh().then(() => this.#askPageForSecret());
        this.#askPageForSecret();
        return;
      case "refresh":
        return void this.#refresh();
      case "reveal":
        return void this.#reveal();
      case "hide": {
        this.#revealing.abort();
        return;
      }
      case "copy": {
        const detail = this.#credential?.details.find(({ id }) => id === message.detail);
        const text = detail === undefined ? undefined : copiedText(detail, message.item);
        if (text !== undefined) void this.#attempt(this.#backend.copyText(text), message.target);
        return;
      }
      case "copySecret":
        return void this.#attempt(this.#backend.copySecret(this.#ref, this.#closed.signal), message.target);
      case "action":
        if (this.#actions().some(({ id }) => id === message.action)) {
          void this.#attempt(this.#backend.run(this.#ref, actionId(message.action)));
        }
        return;
      case "secretAction":
        if (
          placeOf(this.#kept)?.actions.some(({ id }) => id === message.action) === true &&
          this.#backend.runOnSecret
        ) {
          void this.#attempt(this.#backend.runOnSecret(this.#ref, message.action));
        }
        return;
      case "documentation":
        if (this.#backend.openDocumentation) void this.#attempt(this.#backend.openDocumentation(this.#ref));
        return;
    }
  }

  async #refresh(): Promise<void> {
    if (this.#refreshing !== "no") {
      this.#refreshing = "again";
      this.#show();
      return;
    }
    do {
      this.#refreshing = "yes";
      this.#show();
      await this.#get();
    } while (this.#asksAgain());
    this.#refreshing = "no";
    this.#show();
  }

  #asksAgain(): boolean {
    return this.#refreshing === "again" && !this.#closed.signal.aborted;
  }

  async #get(): Promise<void> {
    if (this.#backend.where(this.#ref) === undefined) {
      this.#problem = { message: connectionGone(), gone: true };
      return;
    }
    try {
      // Where it is kept is known here, also while the server can't be asked.
      this.#kept = await askWhereKept(this.#backend, this.#ref);
      this.#show();
      this.#askPageForSecret();
      this.#credential = await this.#backend.get(this.#ref, this.#closed.signal);
      this.#problem = undefined;
      if (!this.#closed.signal.aborted) this.#tab.setTitle(clean(this.#credential.label));
    } catch (error) {
      if (isCancelled(error)) return;
      const gone = error instanceof ServiceError && error.kind === "not-found";
      // What is known to be gone does not come back because the server can't be asked now.
      if (this.#problem?.gone === true && !gone) return;
      this.#problem = { message: describeError(error), gone };
    }
  }

  async #reveal(): Promise<void> {
    this.#revealing.abort();
    this.#revealing = new AbortController();
    const { signal } = this.#revealing;
    try {
      const secret = await this.#backend.reveal(this.#ref, signal);
      // What is posted to a hidden webview waits there until it is shown again, so a late secret must not be posted.
      if (signal.aborted || !this.#tab.visible) return;
      this.#tab.post({ type: "secret", value: secret.reveal(), hideAfterSeconds: HIDE_AFTER_SECONDS });
    } catch (error) {
      if (!signal.aborted) this.#post({ type: "secretUnavailable", message: describeError(error) });
    }
  }

  async #attempt(work: Promise<void>, target?: string): Promise<void> {
    try {
      await work;
      if (target !== undefined) this.#post({ type: "copied", target });
    } catch (error) {
      if (!isCancelled(error)) this.#post({ type: "failed", message: describeError(error) });
    }
  }

  #askPageForSecret(): void {
    // A tab that was closed meanwhile can't be asked for anything.
    if (this.#closed.signal.aborted || !this.#askForSecret || !this.#tab.visible) return;
    if (this.#credential?.details.some(({ value }) => value.type === "secret") !== true) return;
    // Before it is known whether there is one, it is too early.
    if (!this.#canReveal() && this.#kept.type === "unasked") return;
    this.#askForSecret = false;
    if (!this.#canReveal()) return;
    this.#post({ type: "askForSecret" });
  }

  #actions() {
    if (this.#credential === undefined || this.#problem?.gone === true) return [];
    return this.#backend.actions(this.#ref, this.#credential);
  }

  #canReveal(): boolean {
    return canReveal(this.#kept, this.#credential);
  }

  #show(): void {
    const reader = { language: this.#tab.language, now: this.#backend.now?.(this.#ref) ?? new Date() };
    this.#post({
      type: "show",
      ref: this.#ref,
      where: this.#backend.where(this.#ref),
      credential: this.#credential && sentCredential(this.#credential, this.#actions(), reader),
      refreshing: this.#refreshing !== "no",
      problem: this.#problem,
      documentation: this.#backend.openDocumentation !== undefined,
      canReveal: this.#canReveal(),
      ...sentPlace(this.#kept),
    });
  }

  #post(message: ToDetails): void {
    if (!this.#closed.signal.aborted && this.#tab.visible) this.#tab.post(message);
  }
}

const connectionGone = (): string =>
  l10n.t("The connection of this credential was removed. Add it again in the Credentials view, or close this tab.");
