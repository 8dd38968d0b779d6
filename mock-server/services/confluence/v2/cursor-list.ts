import * as v from "valibot";
import { cursorNotValid } from "../failures.ts";
import { defaultSort } from "../inferred.ts";
import type { Call, Reply } from "../route.ts";
import { readLimit, readWord } from "./parameters.ts";

/** What a list is made of, and how it may be sorted. */
export interface Listing<Item> {
  /** In the order of their ids. */
  readonly items: Iterable<Item>;
  readonly wanted: (item: Item) => boolean;
  readonly wire: (item: Item) => object;
  /** What `sort` may name; the id always can. */
  readonly sorts: Readonly<Record<string, (item: Item) => string>>;
}

interface Identified {
  readonly id: string;
}

/** One page of a list, with the link to the next one where there is more. */
export function cursorList<Item extends Identified>(listing: Listing<Item>, { query, path, site }: Call): Reply {
  const limit = readLimit(query);
  const names = [defaultSort, ...Object.keys(listing.sorts)];
  const sort = readWord(query, "sort", [...names, ...names.map(name => `-${name}`)]) ?? defaultSort;
  const keyOf = listing.sorts[sort.replace(/^-/, "")] ?? (() => "");
  const compare = compareRows(sort.startsWith("-") ? -1 : 1);
  const rowOf = (item: Item): Row => [keyOf(item), Number(item.id)];
  const after = readCursor(query.get("cursor"), sort);

  const items = sort === defaultSort ? listing.items : sorted(listing.items, rowOf, compare);
  const found: Item[] = [];
  for (const item of items) {
    // One more than asked for tells whether there is a next page.
    if (found.length > limit) break;
    if (after !== undefined && compare(rowOf(item), after) <= 0) continue;
    if (listing.wanted(item)) found.push(item);
  }
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const links = { base: `${site}/wiki` };
  const results = page.map(listing.wire);
  if (last === undefined || found.length <= limit) return { body: { results, _links: links } };
  const next = nextLink(path, query, writeCursor(sort, rowOf(last)));
  return {
    headers: { Link: `<${next}>; rel="next", <${links.base}>; rel="base"` },
    body: { results, _links: { next, ...links } },
  };
}

/** What a list is sorted by; ties are broken by id. */
type Row = readonly [key: string, id: number];

function compareRows(direction: 1 | -1) {
  return ([left, leftId]: Row, [right, rightId]: Row): number => {
    if (left !== right) return left < right ? -direction : direction;
    return (leftId - rightId) * direction;
  };
}

function sorted<Item>(
  items: Iterable<Item>,
  rowOf: (item: Item) => Row,
  compare: (left: Row, right: Row) => number,
): readonly Item[] {
  const rows = [...items].map(item => ({ item, row: rowOf(item) }));
  return rows.sort((left, right) => compare(left.row, right.row)).map(({ item }) => item);
}

function nextLink(path: string, query: URLSearchParams, cursor: string): string {
  const next = new URLSearchParams(query);
  next.set("cursor", cursor);
  return `${path}?${next.toString()}`;
}

const cursorSchema = v.pipe(v.string(), v.parseJson(), v.strictTuple([v.string(), v.string(), v.number()]));

/** The cursor names the last row seen, not its number: rows that come or go meanwhile shift nothing. */
function writeCursor(sort: string, row: Row): string {
  return Buffer.from(JSON.stringify([sort, ...row])).toString("base64url");
}

function readCursor(cursor: string | null, sort: string): Row | undefined {
  if (cursor === null || cursor === "") return undefined;
  const parsed = v.safeParse(cursorSchema, Buffer.from(cursor, "base64url").toString("utf8"));
  if (!parsed.success) throw cursorNotValid();
  const [sortedBy, ...row] = parsed.output;
  if (sortedBy !== sort) throw cursorNotValid();
  return row;
}
