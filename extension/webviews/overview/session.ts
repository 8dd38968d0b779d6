import * as v from "valibot";
import { describeError, isCancelled } from "../../core/errors.ts";
import { connectionId, credentialId } from "../../core/model.ts";
import type { OverviewBackend } from "./backend.ts";
import { fromOverview, type FromOverview, type Place, type Show, type ToOverview } from "./messages.ts";
import { presented } from "./present.ts";
import type { OverviewRef } from "./ref.ts";

/** The tab that shows a session. */
export interface OverviewTab {
  readonly visible: boolean;
  readonly language: string;
  post(message: ToOverview): void;
}

export interface OverviewSessionHooks {
  /** The page said something that it never says; the content is not handed on. */
  misunderstood(): void;
  /** Something that the person asked for did not work. */
  failed(error: unknown): void;
}

/** While lists arrive they change many times a second, and all is counted each time. */
const TELL_EVERY_MS = 400;
/** Where counting takes long, it is done less often: the window has other things to do. */
const REST = 9;

/** So many credentials of a bar are listed at once. */
const ROWS = 100;

/** The overview while its tab is open. It keeps nothing but which bar is looked into: all else is asked for when it is shown. */
export class OverviewSession {
  #ref: OverviewRef;
  readonly #backend: OverviewBackend;
  readonly #tab: OverviewTab;
  readonly #hooks: OverviewSessionHooks;
  #opened: { readonly place: Place; readonly rows: number } | undefined;
  /** What the page was told last, and so what it can be asked for. */
  #shown: Show | undefined;
  #pageReady = false;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #tellAgainAt = -Infinity;

  constructor(ref: OverviewRef, backend: OverviewBackend, tab: OverviewTab, hooks: OverviewSessionHooks) {
    this.#ref = ref;
    this.#backend = backend;
    this.#tab = tab;
    this.#hooks = hooks;
  }

  /** Takes what the page posted, whatever it is. */
  receive(message: unknown): void {
    const parsed = v.safeParse(fromOverview, message);
    if (parsed.success) this.#handle(parsed.output);
    else this.#hooks.misunderstood();
  }

  /** Something is known that was not, or is no longer so. */
  changed(): void {
    if (!this.#isSeen()) return;
    const wait = Math.max(0, this.#tellAgainAt - performance.now());
    this.#telling ??= setTimeout(() => this.#tell(), wait);
  }

  /** The tab was hidden, and its page is gone until `ready`. */
  hidden(): void {
    this.#pageReady = false;
    this.#forgetTelling();
  }

  dispose(): void {
    this.hidden();
  }

  #handle(message: FromOverview): void {
    switch (message.type) {
      case "ready":
        this.#pageReady = true;
        this.#backend.begin();
        this.#tell();
        return;
      case "unit":
        this.#ref = { unit: message.unit };
        if (this.#opened?.place.chart === "ends") this.#opened = undefined;
        this.#tell();
        return;
      case "open":
        this.#opened = { place: message.place, rows: ROWS };
        this.#tell();
        return;
      case "more":
        if (this.#opened !== undefined) this.#opened = { ...this.#opened, rows: this.#opened.rows + ROWS };
        this.#tell();
        return;
      case "close":
        this.#opened = undefined;
        this.#tell();
        return;
      case "details":
        if (this.#lists(message.connection, message.id)) {
          this.#backend.openDetails(connectionId(message.connection), credentialId(message.id));
        }
        return;
      case "connection":
        if (this.#offers(message.connection, message.button)) {
          void this.#attempt(this.#backend[message.button](connectionId(message.connection)));
        }
        return;
      case "addConnection":
        return void this.#attempt(this.#backend.addConnection());
      case "refresh":
        return void this.#attempt(this.#backend.refresh());
    }
  }

  #lists(connection: string, id: string): boolean {
    return this.#shown?.opened?.rows.some(row => row.connection === connection && row.id === id) === true;
  }

  #offers(connection: string, button: string): boolean {
    const asked = this.#shown?.connections.find(({ id }) => id === connection);
    return asked?.buttons.some(({ id }) => id === button) === true;
  }

  async #attempt(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (!isCancelled(error)) this.#hooks.failed(new Error(describeError(error), { cause: error }));
    }
  }

  /** What is posted to a hidden webview waits there and would come on top of what its new page is told. */
  #isSeen(): boolean {
    return this.#pageReady && this.#tab.visible;
  }

  #forgetTelling(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
  }

  #tell(): void {
    this.#forgetTelling();
    if (!this.#isSeen()) return;
    const began = performance.now();
    this.#shown = presented(this.#backend.look(), {
      ref: this.#ref,
      now: new Date(),
      reader: { language: this.#tab.language, warnDays: this.#backend.warnDays() },
      opened: this.#opened,
    });
    this.#tab.post(this.#shown);
    const now = performance.now();
    this.#tellAgainAt = now + Math.max(TELL_EVERY_MS, REST * (now - began));
  }
}
