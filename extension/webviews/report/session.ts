import * as v from "valibot";
import { describeError, isCancelled } from "../../core/errors.ts";
import type { ReportBackend } from "./backend.ts";
import { Found } from "./found.ts";
import { markdownList } from "./markdown-list.ts";
import { fromReport, type FromReport, type ReportState, type ToReport } from "./messages.ts";
import { ownPage } from "./own-page.ts";
import type { ReportRef } from "./ref.ts";
import {
  endedEarlyWords,
  back,
  gone,
  keptWords,
  notOwnWords,
  partWords,
  readingWords,
  reloaded,
  resetWords,
  stoppedWords,
} from "./words.ts";

/** The tab that shows a session. */
export interface ReportTab {
  readonly visible: boolean;
  post(message: ToReport): void;
}

export interface ReportSessionHooks {
  /** The page said something that it never says; the content is not handed on. */
  misunderstood(): void;
}

/** Findings may arrive by the thousand, one at a time: the page hears of them this often. */
const TELL_EVERY_MS = 60;

/**
 * One report while its tab is open. What it found is in memory only, and outlives the page, which goes each time the tab is hidden:
 * reading goes on then, and the page that comes back is told everything.
 */
export class ReportSession {
  readonly #ref: ReportRef;
  readonly #backend: ReportBackend;
  readonly #tab: ReportTab;
  readonly #hooks: ReportSessionHooks;
  #state: ReportState;
  #run = 0;
  #reading: AbortController | undefined;
  #found = new Found();
  #filter = "";
  #pageReady = false;
  #telling: ReturnType<typeof setTimeout> | undefined;

  /** Reads nothing until `run`: after a reload of the window that is for the person to say. */
  constructor(ref: ReportRef, backend: ReportBackend, tab: ReportTab, hooks: ReportSessionHooks) {
    this.#ref = ref;
    this.#backend = backend;
    this.#tab = tab;
    this.#hooks = hooks;
    this.#state = backend.where(ref) === undefined ? gone() : reloaded();
  }

  /** Takes what the page posted, whatever it is. */
  receive(message: unknown): void {
    const parsed = v.safeParse(fromReport, message);
    if (parsed.success) this.#handle(parsed.output);
    else this.#hooks.misunderstood();
  }

  /** Begins to read, from the start. */
  run(): void {
    if (this.#backend.where(this.#ref) === undefined) {
      this.#end(gone());
      return;
    }
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#run++;
    this.#found = new Found();
    this.#set({ type: "reading", message: readingWords() });
    void this.#read(this.#found, reading.signal).then(state => {
      // Where it was stopped, or begun again, that has been said.
      if (!reading.signal.aborted) this.#end(state);
    });
  }

  /** The connection is another one now, or it is gone, or back. */
  changed(): void {
    const isGone = this.#backend.where(this.#ref) === undefined;
    if (isGone) this.#end(gone());
    else if (this.#state.type === "gone") this.#set(back());
    else this.#tell();
  }

  /** What is being read comes from another server, or is what somebody else may see. */
  reset(): void {
    if (this.#reading !== undefined) this.#end({ type: "incomplete", message: resetWords() });
  }

  /** The tab was hidden, and its page is gone until `ready`. */
  hidden(): void {
    this.#pageReady = false;
  }

  dispose(): void {
    this.#reading?.abort();
    this.#reading = undefined;
    this.#pageReady = false;
    clearTimeout(this.#telling);
  }

  #handle(message: FromReport): void {
    switch (message.type) {
      case "ready":
        this.#pageReady = true;
        this.#found.forgetTold();
        this.#tell();
        return;
      case "run":
        this.run();
        return;
      case "stop":
        if (this.#reading !== undefined) this.#end({ type: "incomplete", message: stoppedWords(this.#found.size) });
        return;
      case "filter":
        this.#filter = message.text;
        return;
      case "open":
        return void this.#attempt(this.#open(message.index));
      case "copy":
        return void this.#attempt(this.#copy(message.filter));
    }
  }

  /** What the reading came to. */
  async #read(found: Found, signal: AbortSignal): Promise<ReportState> {
    try {
      found.server = await this.#backend.address(this.#ref);
      for await (const part of this.#backend.read(this.#ref, signal)) {
        if (signal.aborted) break;
        switch (part.type) {
          case "found":
            found.add(part.findings);
            this.#tellSoon();
            break;
          case "progress":
            this.#state = { type: "reading", message: part.message };
            this.#tellSoon();
            break;
          case "end":
            return { type: part.complete ? "complete" : "incomplete", message: part.message };
        }
      }
      return { type: "incomplete", message: endedEarlyWords() };
    } catch (error) {
      const kept = found.size === 0 ? [] : [keptWords(found.size)];
      return { type: "failed", message: [describeError(error), ...kept].join(" ") };
    }
  }

  #end(state: ReportState): void {
    this.#reading?.abort();
    this.#reading = undefined;
    this.#set(state);
  }

  async #open(index: number): Promise<void> {
    const finding = this.#found.at(index);
    if (finding === undefined) return;
    const page = ownPage(finding.url, await this.#backend.address(this.#ref));
    if (page === undefined) throw new Error(notOwnWords(finding.label));
    await this.#backend.openPage(page);
  }

  async #copy(filter: string): Promise<void> {
    const listed = this.#found.listed(filter);
    const { type, message } = this.#state;
    await this.#backend.copyText(markdownList(listed, type === "complete" ? undefined : partWords(message)));
    this.#post({ type: "copied", count: listed.length });
  }

  async #attempt(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (!isCancelled(error)) this.#post({ type: "failed", message: describeError(error) });
    }
  }

  #set(state: ReportState): void {
    this.#state = state;
    this.#tell();
  }

  #tellSoon(): void {
    if (!this.#pageReady) return;
    this.#telling ??= setTimeout(() => this.#tell(), TELL_EVERY_MS);
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    // What is posted to a hidden webview waits there and would come on top of what its new page is told.
    if (!this.#pageReady || !this.#tab.visible) return;
    this.#post({
      type: "show",
      ref: this.#ref,
      where: this.#backend.where(this.#ref),
      heading: this.#backend.heading(this.#ref),
      run: this.#run,
      state: this.#state,
      count: this.#found.size,
      filter: this.#filter,
    });
    const findings = this.#found.news();
    if (findings.length > 0) this.#post({ type: "found", findings });
  }

  #post(message: ToReport): void {
    if (this.#pageReady && this.#tab.visible) this.#tab.post(message);
  }
}
