import { isCancelled, ServiceError } from "../core/errors.ts";
import type { Credential, CredentialId } from "../core/model.ts";
import type { ListQuery, Session } from "../services/service.ts";
import { keepEqual } from "./keep-equal.ts";
import { matches } from "./matching.ts";
import { placeByLabel } from "./place-by-label.ts";

export type ListingStatus =
  | { readonly type: "idle" }
  | { readonly type: "loading" }
  /** `more`: the server has more than was asked for. */
  | { readonly type: "complete"; readonly more: boolean }
  | { readonly type: "failed"; readonly error: ServiceError };

/** More than fit on a screen. VS Code is handed all rows of a list, and thousands take it longer than a person takes for the next key. */
const ROWS_WHILE_TYPING = 50;

/** One pass through a server's pages. After an error or an abort it can't go on, and a new one begins. */
interface Reading {
  readonly query: ListQuery;
  readonly run: AbortController;
  rows: Map<CredentialId, Credential>;
  /** Deleted or changed while this was under way: a page that was made before must not bring back how it was. */
  readonly touched: Set<CredentialId>;
  pages?: AsyncIterator<readonly Credential[], unknown>;
  /** Somebody still types: a part of what matches is enough to look at. */
  readonly typing?: boolean;
  /** The page after the last one shown, fetched to know whether there is one. */
  ahead?: readonly Credential[] | undefined;
  status: ListingStatus;
}

const begin = (query: ListQuery): Reading => ({
  query,
  run: new AbortController(),
  rows: new Map(),
  touched: new Set(),
  status: { type: "loading" },
});

/**
 * What is known of the credentials behind one connection. The first time rows show page by page; a refresh replaces the old
 * ones when it is complete and leaves them alone when it fails, so that nothing jumps or vanishes in between.
 */
export class Listing {
  readonly #open: () => Promise<Session>;
  readonly #changed: () => void;
  readonly #rowsAtOnce: () => number;
  #rows = new Map<CredentialId, Credential>();
  #all: Reading | undefined;
  #search: Reading | undefined;

  /**
   * @param changed called whenever rows or status are others; often, so whoever draws should not draw each time
   * @param rowsAtOnce so many rows come without asking; more only with "Load more"
   */
  constructor(open: () => Promise<Session>, changed: () => void, rowsAtOnce = () => 1000) {
    this.#open = open;
    this.#changed = changed;
    this.#rowsAtOnce = rowsAtOnce;
  }

  get status(): ListingStatus {
    return (this.#search ?? this.#all)?.status ?? { type: "idle" };
  }

  /** All rows that are known; where something is searched for, those that match and what the server found beyond them. */
  get rows(): readonly Credential[] {
    const search = this.#search;
    if (search === undefined) return [...this.#rows.values()];
    // What a query in the server's own language means, only the server knows.
    if (search.query.raw !== undefined) return [...search.rows.values()];
    const matching = (credential: Credential): boolean => matches(credential, search.query.search ?? "");
    if (search.typing === true) return firstOf(this.#rows.values(), matching, ROWS_WHILE_TYPING);
    const found = [...search.rows.values()].filter(({ id }) => !this.#rows.has(id));
    return [...this.#rows.values(), ...found].filter(matching);
  }

  /** How the reading of everything goes, whatever is searched for. */
  get allStatus(): ListingStatus {
    return this.#all?.status ?? { type: "idle" };
  }

  /** What is loaded, whether or not it matches a search. */
  get all(): readonly Credential[] {
    return [...this.#rows.values()];
  }

  find(id: CredentialId): Credential | undefined {
    return this.#rows.get(id) ?? this.#search?.rows.get(id);
  }

  /** Takes over what an action answered, without asking for the whole list again. */
  put(credential: Credential): void {
    for (const reading of [this.#all, this.#search]) {
      if (reading === undefined) continue;
      placeByLabel(reading.rows, credential);
      reading.touched.add(credential.id);
    }
    placeByLabel(this.#rows, credential);
    this.#changed();
  }

  drop(id: CredentialId): void {
    for (const reading of [this.#all, this.#search]) {
      reading?.rows.delete(id);
      reading?.touched.add(id);
    }
    this.#rows.delete(id);
    this.#changed();
  }

  /** Forgets everything, for example because the sign-in is another one now. What is searched for stays. */
  reset(): void {
    const query = this.#search?.query;
    this.cancel();
    this.#rows = new Map();
    this.#all = undefined;
    this.#search = query === undefined ? undefined : { ...begin(query), status: { type: "idle" } };
    this.#changed();
  }

  cancel(): void {
    this.#all?.run.abort();
    this.#search?.run.abort();
  }

  /** Asks the server from the start; also for what is searched for now. */
  async refresh(): Promise<void> {
    this.#all?.run.abort();
    const reading = begin({});
    if (this.#rows.size === 0) this.#rows = reading.rows;
    this.#all = reading;
    const query = this.#search?.query;
    await Promise.all([this.#goOn(reading), query === undefined ? undefined : this.search(query)]);
  }

  /** Goes on where the list stopped. */
  async loadMore(): Promise<void> {
    const reading = this.#search ?? this.#all;
    if (reading?.status.type === "loading") return;
    if (reading?.status.type === "complete" && !reading.run.signal.aborted) await this.#goOn(reading);
    else await this.refresh();
  }

  /** Goes on to the server's last row, whatever is searched for; stops where somebody cancels. */
  async loadAll(): Promise<void> {
    if (this.#all?.status.type !== "complete" || this.#all.run.signal.aborted) await this.refresh();
    for (let reading = this.#all; reading !== undefined && hasMore(reading); reading = this.#all)
      await this.#goOn(reading);
  }

  /** Shows only what matches, and asks the server for what is not loaded. Without anything to search for it ends the search. */
  async search(query: ListQuery): Promise<void> {
    const reading = this.#narrow(query, false);
    if (reading !== undefined) await this.#goOn(reading);
  }

  /** Shows the first of what is loaded and matches, while somebody still types; `search` is to follow, which asks the server. */
  narrow(query: ListQuery): void {
    this.#narrow(query, true);
  }

  #narrow(query: ListQuery, typing: boolean): Reading | undefined {
    this.#search?.run.abort();
    const text = query.raw ?? query.search ?? "";
    const reading = text.trim() === "" ? undefined : { ...begin(query), typing };
    this.#search = reading;
    this.#changed();
    return reading;
  }

  async #goOn(reading: Reading): Promise<void> {
    const isCurrent = (): boolean => reading === this.#all || reading === this.#search;
    reading.status = { type: "loading" };
    this.#changed();
    try {
      reading.pages ??= (await this.#open()).list(reading.query, reading.run.signal)[Symbol.asyncIterator]();
      const more = await this.#take(reading, reading.pages);
      if (reading === this.#all && this.#rows !== reading.rows) {
        this.#rows = reading.rows = keepEqual(this.#rows, reading.rows);
      }
      reading.status = { type: "complete", more };
    } catch (error) {
      const stopped = isCancelled(error) || reading.run.signal.aborted;
      reading.status = stopped ? { type: "complete", more: true } : { type: "failed", error: asServiceError(error) };
    }
    if (isCurrent()) this.#changed();
  }

  /** Takes pages until there are enough rows; true where there are more. */
  async #take(reading: Reading, pages: AsyncIterator<readonly Credential[], unknown>): Promise<boolean> {
    for (let count = 0; ;) {
      const page = reading.ahead ?? (await nextPage(pages));
      reading.ahead = undefined;
      if (page === undefined) return false;
      reading.run.signal.throwIfAborted();
      if (count >= this.#rowsAtOnce()) {
        reading.ahead = page;
        return true;
      }
      for (const credential of page) {
        if (!reading.touched.has(credential.id)) reading.rows.set(credential.id, credential);
      }
      count += page.length;
      this.#changed();
    }
  }
}

const hasMore = ({ status, run }: Reading): boolean => status.type === "complete" && status.more && !run.signal.aborted;

function firstOf<Item>(items: Iterable<Item>, isWanted: (item: Item) => boolean, most: number): readonly Item[] {
  const found: Item[] = [];
  for (const item of items) {
    if (found.length >= most) break;
    if (isWanted(item)) found.push(item);
  }
  return found;
}

async function nextPage(
  pages: AsyncIterator<readonly Credential[], unknown>,
): Promise<readonly Credential[] | undefined> {
  const step = await pages.next();
  return step.done === true ? undefined : step.value;
}

const asServiceError = (error: unknown): ServiceError =>
  error instanceof ServiceError
    ? error
    : new ServiceError({
        kind: "protocol",
        message: error instanceof Error ? error.message : String(error),
        cause: error,
      });
