import * as l10n from "@vscode/l10n";
import { ServiceError } from "../../core/errors.ts";
import { listLimit, type ListLimits } from "../../core/list-limits.ts";
import { type Client, SERVICE } from "./client.ts";
import { itemPage, type WireItem } from "./wire.ts";

/** The most that v2 gives at once. */
const LIMIT = "250";

/** More than any site has at 250 each. A page may be empty where everything on it is restricted. */
const LIMITS: ListLimits = { pages: 20_000, characters: 256 * 1024 * 1024, mayHaveEmptyPages: true };

/** The lists that restrictions shorten without a word. */
export type ListName = "spaces" | "pages";

/** `GET /wiki/api/v2/spaces` or `/pages`, one page after the other as `_links.next` says. Only its cursor is taken from there. */
export async function* pagesOf(
  list: ListName,
  withKey: boolean,
  client: Client,
  signal: AbortSignal,
  limits = LIMITS,
): AsyncGenerator<readonly WireItem[], void> {
  const seen = new Set<string>();
  let cursor: string | undefined;
  const countPage = listLimit(SERVICE, limits);
  for (;;) {
    const query = { limit: LIMIT, ...(cursor === undefined ? {} : { cursor }) };
    const page = await client.call({ method: "GET", path: `/wiki/api/v2/${list}`, query, withKey }, itemPage, signal);
    // All that may be kept of it; the rest of an answer is let go, and there are sites with more of that than a memory holds.
    countPage(page.results.length, JSON.stringify(page).length);
    yield page.results;
    const next = page._links?.next;
    if (next === undefined) return;
    cursor = URL.canParse(next, "https://site.invalid")
      ? (new URL(next, "https://site.invalid").searchParams.get("cursor") ?? undefined)
      : undefined;
    if (cursor === undefined || seen.has(cursor)) throw goesInCircles();
    seen.add(cursor);
  }
}

const goesInCircles = (): ServiceError =>
  new ServiceError({
    kind: "protocol",
    service: SERVICE,
    message: l10n.t("Confluence's list of pages leads in a circle."),
    hint: l10n.t("Try again; if it stays like this, please report it."),
  });
