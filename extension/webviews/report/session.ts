import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import { clean } from "../../core/clean-text.ts";
import { describeError, isCancelled } from "../../core/errors.ts";
import type { Finding } from "../../services/service.ts";
import type { ReportBackend } from "./backend.ts";
import { filterFor, filterText } from "./filter.ts";
import { markdownList } from "./markdown-list.ts";
import { fromReport, type FromReport, type ReportState, type SentFinding, type ToReport } from "./messages.ts";
import { ownPage } from "./own-page.ts";
import type { ReportRef } from "./ref.ts";

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
  /** By id: what a server's pages list twice is found once. */
  #findings = new Map<string, Finding>();
  #address = "";
  #filter = "";
  #pageReady = false;
  #told = 0;
  #telling: ReturnType<typeof setTimeout> | undefined;

  /** Reads nothing until `run`: after a reload of the window that is for the person to say. */
  constructor(ref: ReportRef, backend: ReportBackend, tab: ReportTab, hooks: ReportSessionHooks) {
    this.#ref = ref;
    this.#backend = backend;
    this.#tab = tab;
    this.#hooks = hooks;
    this.#state = backend.where(ref) === undefined ? gone() : waiting();
  }

  /** Takes what the page posted, whatever it is. */
  receive(message: unknown): void {
    const parsed = v.safeParse(fromReport, message);
    if (parsed.success) this.#handle(parsed.output);
    else this.#hooks.misunderstood();
  }

  /** Begins to read, from the start. */
  run(): void {
    if (this.#backend.where(this.#ref) === undefined) return this.#end(gone());
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#run++;
    this.#findings = new Map();
    this.#told = 0;
    this.#set({ type: "reading", message: l10n.t("Reading…") });
    void this.#read(reading.signal).then(state => {
      // Where it was stopped, or begun again, that has been said.
      if (!reading.signal.aborted) this.#end(state);
    });
  }

  /** The connection is another one now, or it is gone, or back. */
  changed(): void {
    const isGone = this.#backend.where(this.#ref) === undefined;
    if (isGone) this.#end(gone());
    else if (this.#state.type === "gone") this.#set(waiting());
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
        this.#told = 0;
        return this.#tell();
      case "run":
        return this.run();
      case "stop":
        if (this.#reading !== undefined) this.#end({ type: "incomplete", message: stoppedWords(this.#findings.size) });
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
  async #read(signal: AbortSignal): Promise<ReportState> {
    try {
      this.#address = await this.#backend.address(this.#ref);
      for await (const part of this.#backend.read(this.#ref, signal)) {
        if (signal.aborted) break;
        switch (part.type) {
          case "found":
            for (const finding of part.findings)
              if (!this.#findings.has(finding.id)) this.#findings.set(finding.id, finding);
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
      const found = this.#findings.size;
      return { type: "failed", message: [describeError(error), ...(found === 0 ? [] : [keptWords(found)])].join(" ") };
    }
  }

  #end(state: ReportState): void {
    this.#reading?.abort();
    this.#reading = undefined;
    this.#set(state);
  }

  async #open(index: number): Promise<void> {
    const finding = [...this.#findings.values()][index];
    if (finding === undefined) return;
    const page = ownPage(finding.url, await this.#backend.address(this.#ref));
    if (page === undefined) throw new Error(notOwnWords(finding.label));
    await this.#backend.openPage(page);
  }

  async #copy(filter: string): Promise<void> {
    const matches = filterFor(filter);
    const listed = [...this.#findings.values()].filter(finding => matches(filterText(finding)));
    const { type, message } = this.#state;
    const withPages = listed.map(finding => ({ ...finding, page: ownPage(finding.url, this.#address) }));
    await this.#backend.copyText(markdownList(withPages, type === "complete" ? undefined : partWords(message)));
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
    if (!this.#pageReady) return;
    this.#post({
      type: "show",
      ref: this.#ref,
      where: this.#backend.where(this.#ref),
      heading: this.#backend.heading(this.#ref),
      run: this.#run,
      state: this.#state,
      filter: this.#filter,
    });
    if (this.#told === this.#findings.size) return;
    const news = [...this.#findings.values()].slice(this.#told);
    this.#told = this.#findings.size;
    this.#post({ type: "found", findings: news.map(finding => sentFinding(finding, this.#address)) });
  }

  #post(message: ToReport): void {
    // What is posted to a hidden webview waits there and would come on top of what its new page is told.
    if (this.#tab.visible && this.#pageReady) this.#tab.post(message);
  }
}

const sentFinding = ({ group, label, where, url }: Finding, address: string): SentFinding => ({
  group: clean(group),
  label: clean(label),
  ...(where === undefined ? {} : { where: clean(where) }),
  opens: ownPage(url, address) !== undefined,
});

const waiting = (): ReportState => ({
  type: "waiting",
  message: l10n.t(
    "The window was reloaded. What had been found is kept nowhere, and the server is not asked again by itself.",
  ),
});

const gone = (): ReportState => ({
  type: "gone",
  message: l10n.t("The connection of this page was removed. Add it again in the Credentials view, or close this tab."),
});

const stoppedWords = (found: number): string => l10n.t("Stopped, so this list is incomplete: {0} found so far.", found);

const resetWords = (): string =>
  l10n.t("The connection's address or sign-in changed in the middle, so this list is incomplete. Run this again.");

const endedEarlyWords = (): string =>
  l10n.t("The reading ended before everything was read, so this list is incomplete. Run this again.");

const keptWords = (found: number): string => l10n.t("This list is incomplete: {0} found until then.", found);

/** Below a copied list that is not all there is. */
const partWords = (message: string): string => l10n.t("Incomplete: {0}", message);

const notOwnWords = (label: string): string =>
  l10n.t("“{0}” was not opened: its address is not on this connection's server. Run this again.", clean(label));
