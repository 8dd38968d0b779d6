import { v1Failures } from "../failures.ts";
import { v1Limit } from "../inferred.ts";
import type { Call } from "../route.ts";

/** Which part of a list is asked for. */
export interface Range {
  readonly start: number;
  readonly limit: number;
}

/** `start` and `limit` of a request. */
export function readRange(query: URLSearchParams, limits: { otherwise: number; most: number } = v1Limit): Range {
  return {
    start: wholeNumber(query, "start", 0),
    limit: Math.min(wholeNumber(query, "limit", limits.otherwise), limits.most),
  };
}

function wholeNumber(query: URLSearchParams, name: string, otherwise: number): number {
  const text = (query.get(name) ?? "").trim();
  if (text === "") return otherwise;
  if (!/^[+-]?\d{1,9}$/.test(text)) throw v1Failures.notANumber(text);
  const value = Number(text);
  if (value < 0) throw v1Failures.negative(name);
  return value;
}

/** One part of a list in v1's envelope, with links to the parts around it. */
export function startList<Item>(
  found: readonly Item[],
  { start, limit }: Range,
  wire: (item: Item) => object,
  { query, path, site }: Call,
) {
  const page = found.slice(start, start + limit);
  const link = (way: "next" | "prev", at: number) => {
    const parameters = new URLSearchParams(query);
    for (const name of ["next", "prev", "start", "limit"]) parameters.delete(name);
    const rest = parameters.toString();
    // Links of v1 are relative to `base`, which ends in /wiki.
    return `${path.replace("/wiki", "")}?${way}=true${rest === "" ? "" : `&${rest}`}&limit=${limit}&start=${at}`;
  };
  return {
    results: page.map(wire),
    start,
    limit,
    size: page.length,
    _links: {
      base: `${site}/wiki`,
      context: "/wiki",
      self: `${site}${path}${query.size === 0 ? "" : `?${query.toString()}`}`,
      // An empty page that was asked for does not get further, but there is more.
      ...(start + page.length < found.length ? { next: link("next", start + page.length) } : {}),
      ...(start > 0 ? { prev: link("prev", Math.max(0, start - limit)) } : {}),
    },
  };
}
