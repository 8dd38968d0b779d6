import { clean } from "../../core/clean-text.ts";
import type { Finding } from "../../services/service.ts";
import { filterFor, filterText } from "./filter.ts";
import type { Listed } from "./markdown-list.ts";
import type { SentFinding } from "./messages.ts";
import { ownPage } from "./own-page.ts";

/** What one reading has found so far: in memory only, because it can be the names of what few may see. */
export class Found {
  /** What a server's pages list twice is found once. */
  readonly #ids = new Set<string>();
  readonly #all: Finding[] = [];
  #told = 0;
  /** Where the connection's server listens: only pages there are linked. */
  server = "";

  get size(): number {
    return this.#all.length;
  }

  add(findings: readonly Finding[]): void {
    for (const finding of findings) {
      if (this.#ids.has(finding.id)) continue;
      this.#ids.add(finding.id);
      this.#all.push(finding);
    }
  }

  /** What the page was not told yet, and is now. */
  news(): SentFinding[] {
    const news = this.#all.slice(this.#told);
    this.#told = this.#all.length;
    return news.map(finding => sentFinding(finding, this.server));
  }

  /** The page is a new one, which knows nothing. */
  forgetTold(): void {
    this.#told = 0;
  }

  at(index: number): Finding | undefined {
    return this.#all[index];
  }

  listed(filter: string): Listed[] {
    const matches = filterFor(filter);
    return this.#all
      .filter(finding => matches(filterText(finding)))
      .map(finding => ({ ...finding, page: ownPage(finding.url, this.server) }));
  }
}

const sentFinding = ({ group, label, where, url }: Finding, server: string): SentFinding => ({
  group: clean(group),
  label: clean(label),
  ...(where === undefined ? {} : { where: clean(where) }),
  opens: ownPage(url, server) !== undefined,
});
