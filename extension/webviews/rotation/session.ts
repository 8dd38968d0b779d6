import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import { clean } from "../../core/clean-text.ts";
import { describeError, isCancelled, ServiceError } from "../../core/errors.ts";
import type { Seen } from "../../rotation/look.ts";
import type { Plan } from "../../rotation/plan.ts";
import { type Act, acts, standingOf } from "../../rotation/steps.ts";
import type { Loaded, RotationBackend } from "./backend.ts";
import { buttonOf, doingWords } from "./buttons.ts";
import { fromRotation, type FromRotation, type ToRotation } from "./messages.ts";
import { otherButtons, overWords, sentSteps, type Told, troubleWords } from "./present.ts";
import type { RotationRef } from "./ref.ts";

/** The tab that shows a session. */
export interface RotationTab {
  readonly visible: boolean;
  readonly language: string;
  post(message: ToRotation): void;
  close(): void;
}

export interface RotationSessionHooks {
  /** The page said something that it never says; the content is not handed on. */
  misunderstood(): void;
}

/** What leads elsewhere, and may take as long as the person likes: the page does not wait for it. */
const beside: ReadonlySet<Act> = new Set([
  "saveToEnv",
  "deliver",
  "whereUsed",
  "signInAgain",
  "showOld",
  "showTwin",
] as const);

interface Doing {
  readonly act: Act;
  readonly abort: AbortController;
}

/** One rotation while its tab is open. The plan is on disk and the truth on the server: both are asked whenever the page is shown. */
export class RotationSession {
  readonly #ref: RotationRef;
  readonly #backend: RotationBackend;
  readonly #tab: RotationTab;
  readonly #hooks: RotationSessionHooks;
  readonly #closed = new AbortController();
  #loaded: Loaded | undefined;
  #seen: Seen | undefined;
  #problem: string | undefined;
  #refreshing: "no" | "yes" | "again" = "no";
  #doing: Doing | undefined;
  #pageReady = false;

  constructor(ref: RotationRef, backend: RotationBackend, tab: RotationTab, hooks: RotationSessionHooks) {
    this.#ref = ref;
    this.#backend = backend;
    this.#tab = tab;
    this.#hooks = hooks;
  }

  /** Takes what the page posted, whatever it is. */
  receive(message: unknown): void {
    const parsed = v.safeParse(fromRotation, message);
    if (parsed.success) this.#handle(parsed.output);
    else this.#hooks.misunderstood();
  }

  /** Something changed on the connection: ask again, now or when the page is next shown. */
  changed(): void {
    if (this.#tab.visible && this.#pageReady && this.#doing === undefined) void this.#refresh();
  }

  /** The tab was hidden, and its page is gone until `ready`. */
  hidden(): void {
    this.#pageReady = false;
  }

  dispose(): void {
    this.#closed.abort();
    this.#doing?.abort.abort();
  }

  #handle(message: FromRotation): void {
    switch (message.type) {
      case "ready":
        this.#pageReady = true;
        // What is being done asks when it is done.
        if (this.#doing === undefined) void this.#refresh();
        else this.#show();
        return;
      case "refresh":
        if (this.#doing === undefined) void this.#refresh();
        return;
      case "cancel":
        this.#doing?.abort.abort();
        return;
      case "act": {
        const act = acts.find(known => known === message.act);
        if (act !== undefined && this.#allowed().has(act)) void this.#act(act);
        return;
      }
    }
  }

  async #act(act: Act): Promise<void> {
    if (this.#doing !== undefined || this.#loaded === undefined) return;
    if (beside.has(act)) {
      const after = await this.#attempt(act, this.#loaded, this.#closed.signal);
      if (after === "stay" && !this.#closed.signal.aborted) this.changed();
      return;
    }
    const abort = new AbortController();
    this.#doing = { act, abort };
    this.#show();
    const after = await this.#attempt(act, this.#loaded, abort.signal);
    this.#doing = undefined;
    // A tab that was closed meanwhile can't be asked for anything.
    if (this.#closed.signal.aborted) return;
    if (after === "close") this.#tab.close();
    else await this.#refresh();
  }

  async #attempt(act: Act, { plan }: Loaded, signal: AbortSignal): Promise<"stay" | "close"> {
    const context = this.#seen === undefined ? { plan } : { plan, seen: this.#seen };
    try {
      return await this.#backend.act(act, context, signal);
    } catch (error) {
      const isLost = error instanceof ServiceError && error.outcomeUnknown;
      if (!isCancelled(error) || isLost) this.#post({ type: "failed", message: describeError(error) });
      return "stay";
    }
  }

  async #refresh(): Promise<void> {
    if (this.#refreshing !== "no") {
      this.#refreshing = "again";
      return;
    }
    do {
      this.#refreshing = "yes";
      this.#show();
      await this.#look();
    } while (this.#asksAgain());
    this.#refreshing = "no";
    this.#show();
  }

  #asksAgain(): boolean {
    return this.#refreshing === "again" && !this.#closed.signal.aborted;
  }

  async #look(): Promise<void> {
    const { signal } = this.#closed;
    try {
      if (this.#backend.where(this.#ref) === undefined) throw connectionGone();
      const loaded = await this.#backend.load(this.#ref, signal);
      this.#loaded = loaded;
      const { plan, seen } = await this.#backend.look(loaded.plan, signal);
      this.#loaded = { ...loaded, plan };
      this.#seen = seen;
      this.#problem = undefined;
    } catch (error) {
      if (isCancelled(error)) return;
      this.#problem = describeError(error);
      this.#seen = undefined;
    }
  }

  #standing() {
    return this.#loaded === undefined || this.#seen === undefined
      ? undefined
      : standingOf(this.#loaded.plan, this.#seen, this.#loaded.isKept);
  }

  #allowed(): ReadonlySet<Act> {
    // Giving up is possible also where nobody can be asked.
    return this.#standing()?.acts ?? new Set<Act>(this.#loaded?.isKept === true ? ["abandon"] : []);
  }

  #show(): void {
    const told = this.#told();
    const names = this.#backend.names(this.#ref);
    const label = this.#loaded?.plan.old.label ?? this.#backend.label(this.#ref) ?? this.#ref.id;
    this.#post({
      type: "show",
      ref: this.#ref,
      where: this.#backend.where(this.#ref),
      heading: l10n.t("Rotate “{0}”", clean(label)),
      refreshing: this.#refreshing !== "no",
      busy: this.#doing && doingWords(this.#doing.act),
      problem: this.#problem,
      warnings: told?.standing.troubles.map(trouble => troubleWords(trouble, told)) ?? [],
      over: told?.standing.isOver === true ? overWords(told) : undefined,
      steps: told === undefined ? [] : [...sentSteps(told)],
      buttons: told === undefined ? [...this.#allowed()].map(act => buttonOf(act, names, "")) : [...otherButtons(told)],
    });
  }

  #told(): Told | undefined {
    const standing = this.#standing();
    if (standing === undefined || this.#loaded === undefined || this.#seen === undefined) return undefined;
    const names = this.#backend.names(this.#ref);
    return { plan: readable(this.#loaded.plan), seen: this.#seen, standing, names, language: this.#tab.language };
  }

  #post(message: ToRotation): void {
    if (!this.#closed.signal.aborted && this.#tab.visible && this.#pageReady) this.#tab.post(message);
  }
}

/** Names as they may stand in the middle of a sentence. */
const readable = (plan: Plan): Plan => ({
  ...plan,
  old: { ...plan.old, label: clean(plan.old.label) },
  twin: plan.twin.state === "created" ? { ...plan.twin, label: clean(plan.twin.label) } : plan.twin,
});

const connectionGone = (): ServiceError =>
  new ServiceError({
    kind: "not-found",
    message: l10n.t("The connection of this rotation was removed."),
    hint: l10n.t("Add it again in the Credentials view, or close this tab."),
  });
